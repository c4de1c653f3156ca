"""Figures of log, sheets and alarms: read from `looks.yaml`, where each has a source and a status."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "looks.yaml").read_text("utf-8"))
    return loaded


def figure(group: str, name: str) -> int:
    """One whole number of the table."""
    return int(_table()[group][name]["value"])


def switch(group: str, name: str) -> bool | None:
    """Yes, no, or None while nobody knows."""
    value: bool | None = _table()[group][name]["value"]
    return value


def alarm(name: str) -> int:
    """One whole number that all alarm rules share."""
    return int(_table()["alarms"][name]["value"])


def rule(code: str) -> dict[str, Any]:
    """The thresholds of one alarm rule."""
    found: dict[str, Any] = _table()["alarms"]["rules"][code]
    return found


def rules() -> tuple[str, ...]:
    """The rules that are switched on, in the order of the table."""
    return tuple(code for code, row in _table()["alarms"]["rules"].items() if row["active"])
