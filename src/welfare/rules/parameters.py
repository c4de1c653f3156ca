"""The figures of the law: dated YAML by jurisdiction and program, each with unit, source and status.

`central.yaml` of a folder defines every name; the files of an area or county only give values. The nearest
level that has an entry for the day wins, also when its entry says "unknown": a county that has not told its
limit is not served with somebody else's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from welfare.rules.jurisdictions import JURISDICTIONS
from welfare.rules.yaml_text import UnreadableYaml, is_day, read_yaml

STATUSES = {
    "in_force": ("現行", "in force"),
    "planned": ("規劃中，未施行", "planned, not in force"),
    "unverified": ("尚未確認", "unverified"),
    "unknown": ("不明", "unknown"),
    "confirmed": ("承辦人已填來源確認", "entered with its source by an officer"),
    "assumed": ("試算假設", "assumed in a what-if file"),
}
_ANNOUNCED = frozenset(STATUSES) - {"confirmed", "assumed"}
_VALUE_KEYS = frozenset({"from", "to", "value", "status", "source", "url", "checked_on", "switch", "note"})
_DEFINITION_KEYS = frozenset({"zh", "en", "unit", "article", "question"})


class InvalidParameters(Exception):
    """A parameter file breaks a rule of the loader; the message names file, parameter and mend."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure is; `unit` "switch" marks a choice of policy instead of a figure."""

    name: str
    zh: str
    en: str
    unit: str
    article: str
    folder: str


@dataclass(frozen=True, slots=True)
class Value:
    """One figure on one level for one period; `value` None only with status unknown."""

    name: str
    level: str
    value: int | bool | None
    status: str
    source: str
    from_: date
    to: date
    note: str = ""
    url: str = ""
    checked_on: date | None = None
    switch: str = ""

    def holds_on(self, on: date) -> bool:
        return self.from_ <= on <= self.to


@cache
def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found: dict[str, Any] | None = read_yaml(path)
    except UnreadableYaml as fault:
        raise InvalidParameters(f"{path.parent.parent.name}/{path.name}, {fault}") from fault
    return found or {}


def _refuse(path: Path, name: str, why: str) -> InvalidParameters:
    return InvalidParameters(f"{path.parent.parent.name}/{path.name}, {name}: {why}")


@cache
def definitions(folder: Path) -> dict[str, Definition]:
    """All names a folder defines in its central.yaml."""
    path, found = folder / "central.yaml", {}
    for name, raw in _read(path).get("definitions", {}).items():
        if set(raw) - _DEFINITION_KEYS or not {"zh", "en", "unit", "article"} <= set(raw):
            raise _refuse(path, name, "a definition has zh, en, unit and article.")
        found[name] = Definition(name, raw["zh"], raw["en"], raw["unit"], raw["article"], folder.parent.name)
    return found


@cache
def values(folder: Path, level: str, demo: bool = False) -> dict[str, tuple[Value, ...]]:
    """The checked values of one level; raises InvalidParameters for a value without source and the like."""
    path = folder / "demo" / f"{level}.yaml" if demo else folder / f"{level}.yaml"
    known, found = definitions(folder), {}
    for name, entries in _read(path).get("values", {}).items():
        if name not in known:
            raise _refuse(path, name, "not defined in central.yaml.")
        read = (_value(path, known[name], level, raw) for raw in entries)
        rows = tuple(sorted(read, key=lambda value: value.from_))
        _check_overlap(path, name, rows)
        found[name] = rows
    return found


@cache
def last_day(folders: tuple[Path, ...], jurisdiction: str) -> date:
    """The last day for which any figure that ends, such as a year's, is entered for a jurisdiction."""
    ends = []
    for folder in folders:
        for name in definitions(folder):
            rows = [
                row
                for level in JURISDICTIONS[jurisdiction].levels
                for row in values(folder, level).get(name, ())
            ]
            if rows and (end := max(row.to for row in rows)) < date.max:
                ends.append(end)
    return max(ends, default=date.max)


def _value(path: Path, definition: Definition, level: str, raw: dict[str, Any]) -> Value:
    name = definition.name
    if unknown := set(raw) - _VALUE_KEYS:
        raise _refuse(path, name, f"unknown key {sorted(unknown)[0]!r}.")
    status, value = raw.get("status"), raw.get("value")
    if status not in _ANNOUNCED:
        raise _refuse(path, name, "status must be in_force, planned, unverified or unknown.")
    if not is_day(raw.get("from")):
        raise _refuse(path, name, "`from` must be a date.")
    if not is_day(raw.get("to") or date.max) or (raw.get("to") or date.max) < raw["from"]:
        raise _refuse(path, name, "`to` must be a date, not before `from`.")
    if status == "unknown" or (status == "planned" and value is None):
        if value is not None or not raw.get("note"):
            raise _refuse(path, name, "an unknown figure has no value and a note saying who must enter it.")
    elif not _fits(value, definition.unit):
        raise _refuse(
            path, name, "a value is a whole number, of a switch true/false; write ratios in percent."
        )
    elif not str(raw.get("source") or "").strip():
        raise _refuse(path, name, f"the value {value} has no source.")
    if status == "planned" and not raw.get("switch"):
        raise _refuse(path, name, "a planned figure names the switch that turns it on.")
    return Value(
        name=name,
        level=level,
        value=value,
        status=status,
        source=str(raw.get("source") or ""),
        from_=raw["from"],
        to=raw.get("to") or date.max,
        note=raw.get("note") or "",
        url=raw.get("url") or "",
        checked_on=raw.get("checked_on"),
        switch=raw.get("switch") or "",
    )


def _fits(value: object, unit: str) -> bool:
    if unit == "switch":
        return isinstance(value, bool)
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _check_overlap(path: Path, name: str, rows: tuple[Value, ...]) -> None:
    settled = [row for row in rows if row.status != "planned"]
    for earlier, later in pairwise(settled):
        if later.from_ <= earlier.to:
            raise _refuse(path, name, f"two values hold on {later.from_}; give the earlier one a `to`.")


@dataclass(frozen=True)
class Overlay:
    """What-if figures laid over the files: (folder, level) → name → values, all with status "assumed"."""

    title: str
    rows: Mapping[tuple[Path, str], Mapping[str, tuple[Value, ...]]] = field(repr=False)
    digest: str

    def __hash__(self) -> int:
        return hash(self.digest)

    def find(self, folder: Path, level: str, name: str, on: date) -> Value | None:
        """The assumed figure of a level for a day."""
        rows = self.rows.get((folder, level), {}).get(name, ())
        return next((row for row in rows if row.holds_on(on)), None)


class Parameters:
    """The parameters seen from one jurisdiction on one day. `confirmed` are figures entered for this case;
    an `overlay` assumes others: on each level its figure stands before that of the files."""

    def __init__(
        self,
        folders: tuple[Path, ...],
        jurisdiction: str,
        on: date,
        *,
        demo: bool = False,
        confirmed: dict[str, Value] | None = None,
        overlay: Overlay | None = None,
    ) -> None:
        self.on = on
        self.demo = demo
        self.overlay = overlay
        self.confirmed = confirmed or {}
        self.levels = JURISDICTIONS[jurisdiction].levels
        self.definitions: dict[str, Definition] = {}
        self._folder: dict[str, Path] = {}
        for folder in folders:
            for name, definition in definitions(folder).items():
                self.definitions[name] = definition
                self._folder[name] = folder

    def announced(self, name: str) -> Value:
        """The figure of the overlay and the files, confirmed figures left aside; unknown when no level has an
        entry."""
        folder = self._folder[name]
        for level in self.levels:
            assumed = self.overlay and self.overlay.find(folder, level, name, self.on)
            if assumed:
                return assumed
            for demo in (True, False) if self.demo else (False,):
                rows = values(folder, level, demo).get(name, ())
                found = next(
                    (row for row in reversed(rows) if row.holds_on(self.on) and self._is_on(row)), None
                )
                if found is not None:
                    return found
        return Value(
            name,
            "central",
            None,
            "unknown",
            "",
            date.min,
            date.max,
            f"{self.on} 尚無登錄之數值，須由主管機關填入。",
        )

    def get(self, name: str) -> Value:
        """The figure to use: an assumed one, else a confirmed one, else the announced one."""
        announced = self.announced(name)
        return announced if announced.status == "assumed" else self.confirmed.get(name, announced)

    def _is_on(self, row: Value) -> bool:
        return row.status != "planned" or self.get(row.switch).value is True
