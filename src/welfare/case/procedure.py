"""The order of steps is data per program and county: `procedures/*.yaml`.

Two organisational forms are in force: two levels with two reviews (二級二審) and delegation to the district
office (委任，中低收入老人生活津貼發給辦法第6條第3項). A case keeps the procedure it started with.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from welfare.case.states import STATES, Status
from welfare.foundation.roles import Role

_FOLDER = Path(__file__).parent / "procedures"


class BadProcedure(ValueError):
    """A procedure file contradicts the state table or lacks a source."""


@dataclass(frozen=True, slots=True)
class StepRule:
    """`days`: the office's target in working days; statutory limits are the program's (`law.py`)."""

    status: Status
    days: int


@dataclass(frozen=True, slots=True)
class Procedure:
    code: str
    county: str
    programs: tuple[str, ...]
    decided_by: Role
    visit_by: Role
    valid_from: date
    status: str
    source: str
    steps: tuple[StepRule, ...]
    supplement_days: int | None
    supplement_status: str
    effective_from: str
    visit_required: str
    pay_day: int | None

    def rule(self, status: Status) -> StepRule | None:
        return next((step for step in self.steps if step.status is status), None)

    def after(self, status: Status) -> Status:
        """The step that follows `status` in this county. Raises LookupError at the end of the river."""
        order = [step.status for step in self.steps]
        index = order.index(status) + 1
        if index >= len(order):
            raise LookupError(f"nothing follows {status} in {self.code}")
        return order[index]


def _load(path: Path) -> Procedure:
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not raw.get("source"):
        raise BadProcedure(f"{path.name}: no source")
    steps = tuple(StepRule(Status(step["status"]), int(step["days"])) for step in raw["steps"])
    for earlier, later in pairwise(steps):
        if later.status not in STATES[earlier.status].follows:
            raise BadProcedure(f"{path.name}: {later.status} may not follow {earlier.status}")
    return Procedure(
        code=raw["code"],
        county=raw["county"],
        programs=tuple(raw["programs"]),
        decided_by=Role(raw["decided_by"]),
        visit_by=Role(raw.get("visit_by", Role.SOCIAL_WORKER)),
        valid_from=raw["valid_from"],
        status=raw["status"],
        source=raw["source"],
        steps=steps,
        supplement_days=raw["supplement_days"]["value"],
        supplement_status=raw["supplement_days"]["status"],
        effective_from=raw["effective_from"]["policy"],
        visit_required=raw["visit_required"],
        pay_day=raw["pay_day"]["value"],
    )


@cache
def procedures() -> tuple[Procedure, ...]:
    return tuple(_load(path) for path in sorted(_FOLDER.glob("*.yaml")))


def procedure_for(*, county: str, program: str, on: date) -> Procedure:
    """The procedure in force in a county (5 digits) on a day. Raises LookupError when the county set none."""
    found = [
        p
        for p in procedures()
        if p.county == county and p.valid_from <= on and ("*" in p.programs or program in p.programs)
    ]
    if not found:
        raise LookupError(f"county {county} has no procedure for {program} on {on}")
    return max(found, key=lambda p: (p.programs != ("*",), p.valid_from))


def procedure(code: str) -> Procedure:
    return next(p for p in procedures() if p.code == code)
