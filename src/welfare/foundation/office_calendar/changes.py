"""Changes to the national office calendar, day by day and county by county, from dated YAML."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_SHIPPED = Path(__file__).with_name("changes.yaml")
_OFFICES = {"open": True, "closed": False}


@dataclass(frozen=True, slots=True)
class DayChange:
    """One day on which offices are open or closed against the calendar; no counties: the whole country."""

    on: date
    is_open: bool
    reason: str
    source: str
    counties: frozenset[str] = frozenset()

    def concerns(self, county: str | None) -> bool:
        """Whether the change holds for offices of `county` (five digits)."""
        return not self.counties or county in self.counties


def read_changes(path: Path) -> tuple[DayChange, ...]:
    """The changes of one file. Raises ValueError for an entry that cannot be understood."""
    return tuple(_change(entry) for entry in _read(path)["changes"])


@lru_cache(maxsize=1)
def shipped_changes() -> tuple[DayChange, ...]:
    """The changes that come with the program."""
    return read_changes(_SHIPPED)


@lru_cache(maxsize=1)
def announced_through() -> int:
    """The last AD year whose office calendar has been announced."""
    return int(_read(_SHIPPED)["announced_through"])


def _read(path: Path) -> dict[str, Any]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or not isinstance(content.get("changes"), list):
        raise ValueError(f"{path.name}: a list named changes is missing")
    return content


def _change(entry: dict[str, Any]) -> DayChange:
    try:
        change = DayChange(
            on=entry["date"],
            is_open=_OFFICES[entry["offices"]],
            reason=entry["reason"],
            source=entry["source"],
            counties=frozenset(entry.get("counties", ())),
        )
    except (KeyError, TypeError) as problem:
        raise ValueError(f"an entry of the office calendar lacks or misspells {problem}") from None
    if type(change.on) is not date or not all(isinstance(county, str) for county in change.counties):
        raise ValueError("an entry of the office calendar needs an ISO date and county codes in quotes")
    return change
