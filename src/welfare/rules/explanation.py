"""`Determination`: the reasoned answer with its words and its JSON; its parts are in `records`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from welfare.rules import telling, wording
from welfare.rules.encoding import decode, encode
from welfare.rules.records import Answer as Answer
from welfare.rules.records import CountedMember as CountedMember
from welfare.rules.records import Counterfactual as Counterfactual
from welfare.rules.records import ExcludedMember as ExcludedMember
from welfare.rules.records import Language as Language
from welfare.rules.records import Mark as Mark
from welfare.rules.records import Missing as Missing
from welfare.rules.records import Note as Note
from welfare.rules.records import Share as Share
from welfare.rules.records import Source as Source
from welfare.rules.records import Step as Step
from welfare.rules.records import Supplement as Supplement
from welfare.rules.records import Unverified as Unverified


@dataclass(frozen=True, slots=True)
class Determination(Answer):
    """The draft answer for one case and program; people decide."""

    def step(self, code: str) -> Step:
        """The test with a code; raises StopIteration when the program has none."""
        return next(step for step in self.steps if step.code == code)

    def headline(self, language: Language = "zh") -> str:
        """The conclusion in one sentence."""
        return wording.headline(self, language)

    def text(self, language: Language = "zh", length: Literal["short", "long"] = "short") -> str:
        """The explanation in plain words; long adds every test, person and open point."""
        return telling.explain(self, language, length)

    def as_json(self) -> dict[str, Any]:
        """A JSON-safe document; `class`, `counted_persons`, `excluded_persons` are the published words."""
        return encode(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Determination:
        """The record back from `as_json`, equal to what was written."""
        return decode(cls, raw)
