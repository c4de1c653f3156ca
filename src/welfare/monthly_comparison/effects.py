"""What a change proposes: where the case would go, and from when. A person decides."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from welfare.case.states import Status
from welfare.monthly_comparison.rules import table


class Effect(StrEnum):
    """stop, suspend and transfer move the case when accepted; recount judges it anew; check asks a person."""

    STOP = "stop"
    SUSPEND = "suspend"
    TRANSFER = "transfer"
    RECOUNT = "recount"
    CHECK = "check"


LEADS_TO = {
    Effect.STOP: Status.TERMINATED,
    Effect.SUSPEND: Status.SUSPENDED,
    Effect.TRANSFER: Status.MOVED_OUT,
}
_DATES = frozenset({"this_month", "next_month", "unknown"})
_STATUSES = frozenset({"in_force", "unverified", "unknown"})
#: the program knows of the change and nothing follows from it
NOTHING = "nothing"


class BadEffects(ValueError):
    """A changes.yaml says what cannot be."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One entry of a program's changes.yaml. `date_rule`: this_month, next_month, or unknown."""

    effect: Effect
    date_rule: str
    articles: str
    status: str

    @property
    def to_status(self) -> str:
        return str(LEADS_TO.get(self.effect, ""))

    def effective_on(self, happened_on: date) -> date | None:
        """First day of the month from which it would count; None when no law says."""
        first = happened_on.replace(day=1)
        if self.date_rule == "this_month":
            return first
        if self.date_rule == "next_month":
            return date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return None


def proposal(program: str, kind: str) -> Proposal | None:
    """What follows from a change in a program; None when the program says that nothing does."""
    found = _effects(program)
    return found[kind] if kind in found else _read(program, kind, table()["otherwise"])


@cache
def _effects(program: str) -> dict[str, Proposal | None]:
    path = files(f"welfare.programs.{program}") / "changes.yaml"
    if not path.is_file():
        return {}
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {kind: _read(program, kind, row) for kind, row in rows.items()}


def _read(program: str, kind: str, row: dict[str, str]) -> Proposal | None:
    """Raises BadEffects."""
    if row["effect"] == NOTHING:
        return None
    where = f"programs/{program}/changes.yaml, {kind}"
    if row["from"] not in _DATES or row["status"] not in _STATUSES:
        raise BadEffects(f"{where}: from is one of {sorted(_DATES)}, status one of {sorted(_STATUSES)}")
    if row["status"] == "in_force" and not row["articles"]:
        raise BadEffects(f"{where}: a rule in force names its article")
    try:
        return Proposal(Effect(row["effect"]), row["from"], row["articles"], row["status"])
    except ValueError as unknown:
        raise BadEffects(f"{where}: effect is one of {[e.value for e in Effect]}") from unknown
