"""The data of the comparison: sources, deadlines, and which difference is which change (comparison.yaml)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from welfare.foundation.office_calendar import OfficeCalendar

_TESTS = frozenset({"appears", "becomes", "ends", "leaves", "changes", "falls_to", "gains"})


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """One row of `changes`: see the head of comparison.yaml."""

    kind: str
    source: str
    fact: str
    when: str
    of: str = "recipient"
    day: str = ""
    item: str = ""
    value: int = 0
    unless: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.when not in _TESTS or self.of not in {"recipient", "family"}:
            raise ValueError(f"comparison.yaml, {self.kind}: when is one of {sorted(_TESTS)}")


_FIELDS = frozenset(ChangeRule.__dataclass_fields__) - {"kind"}


@cache
def table() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "comparison.yaml").read_text("utf-8"))
    return loaded


@cache
def change_rules(source: str) -> tuple[ChangeRule, ...]:
    """Changes one register can tell of, those that explain others first."""
    rows = table()["changes"].items()
    found = [
        ChangeRule(kind, **{name: _plain(value) for name, value in row.items() if name in _FIELDS})
        for kind, row in rows
        if row["source"] == source
    ]
    return tuple(sorted(found, key=lambda rule: bool(rule.unless)))


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def compared_sources() -> tuple[str, ...]:
    return tuple(table()["sources"])


def watched_facts(source: str) -> frozenset[str]:
    """Kinds of facts the comparison with this register reads."""
    rules = change_rules(source)
    return frozenset({rule.fact for rule in rules} | {rule.day for rule in rules if rule.day})


def legal_basis() -> str:
    return str(table()["legal_basis"]["articles"])


def lists_leave_on(month: date) -> date:
    """The day of the month from which the lists leave by themselves."""
    return month.replace(day=int(table()["lists_out"]["value"]))


def answers_due_on(month: date, county: str) -> date:
    """The third working day of the month after `month` (社會救助法施行細則第3條)."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return OfficeCalendar(county).nth_office_day(following, int(table()["answers_by"]["value"]))


def settle_until(found_on: date, county: str) -> date:
    return OfficeCalendar(county).add_office_days(found_on, int(table()["settled_within"]["value"]))
