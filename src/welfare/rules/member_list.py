"""A list of members (應計算人口) in words: why a relation counts, and by which rule a person is left out.

Who counts is computed by formulas; this only names what they found. A program has one list, and may have
others that stand in its place while a quantity of the case is true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from welfare.rules.article import Article


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody counts or does not, with the place in the law in its short form."""

    article: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One rule that leaves a person out; `test` is the truth value of a person that says so."""

    number: int
    test: str
    article: Article
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class MemberList:
    """`circle` is the person quantity that says who may count at all. `counted` and `outside` give the reason
    by relation, the empty relation standing for all others. The first exclusion that applies is named."""

    circle: str
    counted: Mapping[str, Reason]
    outside: Mapping[str, Reason]
    exclusions: tuple[Exclusion, ...]

    def why_counted(self, relation: str) -> Reason:
        return self.counted.get(relation, self.counted[""])

    def why_outside(self, relation: str) -> Reason:
        return self.outside.get(relation, self.outside[""])
