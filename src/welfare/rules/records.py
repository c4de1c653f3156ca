"""The parts of a reasoned answer (認定結果): conclusion, tests, persons, what is missing, what changes it.

Produced together with the answer, never written afterwards: the page, the letter and the appeal file all
read it. The parts are named tuples, cheap to make by the hundred.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from welfare.rules.outcome import Outcome, Status

Language = Literal["zh", "en"]
Kind = Literal["money", "count", "check"]


class Source(NamedTuple):
    """One input of a test: what it was, whose, where it came from and when."""

    quantity: str
    label_zh: str
    label_en: str
    person: str
    value_text: str
    source: str
    as_of: date | None
    data_year: int | None
    ref: str
    status: str
    value_text_en: str = ""


class Mark(NamedTuple):
    """A second line on a gauge, such as the tier line."""

    label_zh: str
    label_en: str
    value: Fraction
    text: str


class Step(NamedTuple):
    """One test. Money in NT$ (income per counted member and month); `difference` is limit − value."""

    code: str
    label_zh: str
    label_en: str
    kind: Kind
    status: Status
    passed: bool | None
    comparator: str
    value: Fraction | None
    limit: Fraction | None
    value_text: str
    limit_text: str
    printed_text: str
    unit_zh: str
    unit_en: str
    difference: Fraction | None
    difference_text: str
    verdict_zh: str
    verdict_en: str
    reason_zh: str
    reason_en: str
    article: str
    article_full: str
    binding: bool
    marks: tuple[Mark, ...]
    per_text: str
    inputs: tuple[Source, ...]
    level: str = ""
    level_zh: str = ""
    level_en: str = ""
    per_text_en: str = ""

    def fill(self) -> float | None:
        """Percent of the gauge's width, the limit standing at 70; above 100 the bar breaks off."""
        if self.value is None or not self.limit:
            return None
        return min(100.0, float(self.value / self.limit * 70))


class CountedMember(NamedTuple):
    """A person who counts; amounts in NT$, income by month. `rung` tells which source of work income was
    used."""

    person: str
    name: str
    relation: str
    relation_zh: str
    relation_en: str
    roots: tuple[str, ...]
    article: str
    reason_zh: str
    reason_en: str
    age: int | None
    able_to_work: bool | None
    rung: str
    rung_zh: str
    rung_en: str
    work_income: Fraction | None
    property_income: Fraction | None
    other_income: Fraction | None
    movable: Fraction | None
    real_estate: Fraction | None


class ExcludedMember(NamedTuple):
    """A person who does not count; clause 0 means not within the family at all. `inputs` are the facts on
    which an exclusion rests."""

    person: str
    name: str
    relation: str
    relation_zh: str
    relation_en: str
    roots: tuple[str, ...]
    clause: int
    article: str
    reason_zh: str
    reason_en: str
    decided_by: str
    evidence: str
    inputs: tuple[Source, ...] = ()


class Share(NamedTuple):
    """What one listed person brings to the amount, in NT$ a month; None when it cannot be told."""

    person: str
    name: str
    monthly_amount: int | None
    article: str


class Supplement(NamedTuple):
    """An amount paid beside the benefit under a law of its own, NT$ a month."""

    code: str
    label_zh: str
    label_en: str
    monthly_amount: int | None
    article: str


class Missing(NamedTuple):
    """Something to ask or to enter, with the tests that wait for it."""

    path: str
    person: str
    label_zh: str
    label_en: str
    question_zh: str
    question_en: str
    blocks: tuple[str, ...]


class Unverified(NamedTuple):
    """A figure that was used, or is needed, and is not simply in force."""

    name: str
    label_zh: str
    label_en: str
    value_text: str
    status: str
    source: str
    note: str


class Counterfactual(NamedTuple):
    """One change and what it leads to (`result` in words), found true by running the rules again."""

    step: str
    change_zh: str
    change_en: str
    from_text: str
    to_text: str
    outcome: Outcome
    grade: str | None
    monthly_amount: int | None
    verified: bool
    together_with: tuple[str, ...]
    level: str = ""
    result_zh: str = ""
    result_en: str = ""


class Note(NamedTuple):
    """Something a person must judge."""

    code: str
    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The draft answer for one case and program; people decide.

    `passed` when every test is decided in favour; the outcome is still undetermined while the grade or the
    amount is unknown, and `grade` tells what is known. `level` is the level that is sure to be reached, also
    while a stricter one is open. Amounts are NT$ a month; 0 means the status is granted without payment.
    `stops_from` is the first month without payment when a change ends the right."""

    program: str
    program_zh: str
    program_en: str
    on: date
    jurisdiction: str
    demo: bool
    outcome: Outcome
    grade: str | None
    grade_zh: str
    grade_en: str
    monthly_amount: int | None
    effective_from: date | None
    rule_version: str
    counted: tuple[CountedMember, ...]
    excluded: tuple[ExcludedMember, ...]
    outside: tuple[ExcludedMember, ...]
    steps: tuple[Step, ...]
    missing: tuple[Missing, ...]
    unverified: tuple[Unverified, ...]
    counterfactuals: tuple[Counterfactual, ...]
    notes: tuple[Note, ...]
    level: str = ""
    level_zh: str = ""
    level_en: str = ""
    shares: tuple[Share, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    passed: bool = False
    stops_from: date | None = None
