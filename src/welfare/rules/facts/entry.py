"""`Facts`: the facts of a case as callers get them, loaded strictly."""

from __future__ import annotations

from dataclasses import dataclass

from welfare.rules.facts.loading import load_facts
from welfare.rules.facts.model import CaseFacts


@dataclass(frozen=True, slots=True)
class Facts(CaseFacts):
    """Everything known for one case; see CaseFacts for the fields."""

    @classmethod
    def from_json(cls, obj: object) -> Facts:
        """Load strictly; raises InvalidFacts naming every problem found, one sentence each."""
        return load_facts(obj, cls)
