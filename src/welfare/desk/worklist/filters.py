"""Filters of the worklist as they stand in the address: codes only, never anything about a person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q

from welfare.case.states import OPEN, STATES, Step
from welfare.desk.worklist.views import VIEWS, View, first_view
from welfare.foundation.acting import Acting


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the list begins: behind this deadline and case."""

    due_on: date
    case_id: UUID

    def __str__(self) -> str:
        return f"{self.due_on}.{self.case_id}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        day, _dot, case_id = text.partition(".")
        try:
            return cls(date.fromisoformat(day), UUID(case_id))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Filters:
    """One view, and what narrows it. Unknown values in the address are ignored."""

    view: View
    step: Step | None = None
    program: str = ""
    village: str = ""
    after: Place | None = None

    @classmethod
    def read(cls, query: Mapping[str, Any], by: Acting) -> "Filters":
        step = query.get("step", "")
        return cls(
            view=VIEWS.get(query.get("view", ""), first_view(by)),
            step=Step(step) if step in set(Step) else None,
            program=str(query.get("program", ""))[:40],
            village=str(query.get("village", ""))[:11],
            after=Place.read(query.get("after", "")),
        )

    def condition(self, by: Acting) -> Q:
        condition = self.view.condition(by)
        if self.step:
            condition &= Q(status__in=at_step(self.step))
        if self.program:
            condition &= Q(program=self.program)
        if self.village:
            condition &= Q(village=self.village)
        return condition

    def but(self, **changes: Any) -> "Filters":
        """The same filters with some changed, from the first page on."""
        return replace(self, **{"after": None, **changes})

    @property
    def address(self) -> str:
        """The query of the address; always names the view."""
        parts = {
            "view": self.view.code,
            "step": str(self.step or ""),
            "program": self.program,
            "village": self.village,
            "after": str(self.after or ""),
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """What a filter form sends besides its own field."""
        return (("view", self.view.code), *((("step", str(self.step)),) if self.step else ()))


def at_step(step: Step) -> list[str]:
    return [s.value for s in OPEN if STATES[s].step is step]
