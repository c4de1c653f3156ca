"""A what-if file (parameter overlay): figures assumed instead of those of the parameter files.

    title: 最低生活費調高一千元
    taiwan_province:                      # central, an area, or a county's slug; 臺灣省 or 花蓮縣 will do
      minimum_living_expense:
        - {from: 2026-01-01, value: 16515, source: 預算試算, note: 假設}

Read as strictly as the parameter files. A level's assumed figure stands before the announced one of the same
level; a nearer level still wins, as in the files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from welfare.rules.jurisdictions import GROUPS, JURISDICTIONS
from welfare.rules.parameters import Definition, Overlay, Value, definitions
from welfare.rules.program import Program
from welfare.rules.yaml_text import UnreadableYaml, is_day, read_yaml

_ROW_KEYS = frozenset({"from", "to", "value", "source", "url", "note"})
_LEVELS = {
    **{slug: slug for slug in GROUPS if slug != "municipality"},
    **{zh: slug for slug, (zh, _) in GROUPS.items() if slug != "municipality"},
    **{name: one.slug for one in JURISDICTIONS.values() for name in (one.slug, one.zh, one.code)},
}


class InvalidOverlay(Exception):
    """The what-if file cannot be used; `problems` has one sentence each with its path."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def read_overlay(path: Path, programs: Iterable[Program]) -> Overlay:
    """Read and check a what-if file against the parameters these programs define; raises InvalidOverlay."""
    try:
        raw = read_yaml(path)
    except UnreadableYaml as fault:
        raise InvalidOverlay([f"{path.name}, {fault}"]) from fault
    except OSError as fault:
        raise InvalidOverlay([f"{path}: {fault.strerror}."]) from fault
    reader = _Reader(path, programs)
    reader.read(raw)
    if reader.problems:
        raise InvalidOverlay(reader.problems)
    return Overlay(reader.title or path.stem, reader.rows, hashlib.sha256(path.read_bytes()).hexdigest())


def assumed(figures: Mapping[str, object], jurisdiction: str, program: Program) -> Overlay:
    """Figures assumed for one county (five-digit code) at all times; raises InvalidOverlay."""
    source = {"from": date.min, "source": "假設"}
    rows = {name: [{**source, "value": value}] for name, value in figures.items()}
    reader = _Reader(Path("assume"), [program])
    reader.read({jurisdiction: rows})
    if reader.problems:
        raise InvalidOverlay(reader.problems)
    digest = hashlib.sha256(f"{jurisdiction} {sorted(figures.items())}".encode()).hexdigest()
    return Overlay("假設", reader.rows, digest)


class _Reader:
    def __init__(self, path: Path, programs: Iterable[Program]) -> None:
        self.path = path
        self.title = ""
        self.problems: list[str] = []
        self.rows: dict[tuple[Path, str], dict[str, tuple[Value, ...]]] = {}
        self.known: dict[str, list[tuple[Path, Definition]]] = {}
        for folder in {folder: None for program in programs for folder in program.parameter_folders}:
            for name, definition in definitions(folder).items():
                self.known.setdefault(name, []).append((folder, definition))
                self.known[f"{definition.folder}.{name}"] = [(folder, definition)]

    def refuse(self, place: str, why: str) -> None:
        self.problems.append(f"{self.path.name}, ${place}: {why}")

    def read(self, raw: object) -> None:
        if not isinstance(raw, dict) or not set(raw) - {"title"}:
            self.refuse("", "expected levels (central, taiwan_province, a county), each with its parameters.")
            return
        self.title = self._text(raw.get("title", ""), ".title")
        for level, figures in raw.items():
            if level == "title":
                continue
            if level not in _LEVELS:
                self.refuse(
                    f".{level}",
                    "no such level; there are: central, taiwan_province, fujian_province, a county.",
                )
            elif not isinstance(figures, dict) or not figures:
                self.refuse(f".{level}", "expected parameters, each with a list of values.")
            else:
                for name, rows in figures.items():
                    self._parameter(_LEVELS[level], str(name), rows, f".{level}.{name}")

    def _parameter(self, level: str, name: str, rows: object, place: str) -> None:
        found = self.known.get(name, [])
        if not found:
            self.refuse(place, "no parameter has this name; see `welfare params`.")
            return
        if len(found) > 1:
            names = " or ".join(f"{definition.folder}.{name}" for _, definition in found)
            self.refuse(place, f"several programs have a parameter of this name: write {names}.")
            return
        if not isinstance(rows, list) or not rows:
            self.refuse(place, "expected a list of values, each with from, value and source.")
            return
        ((folder, definition),) = found
        values = [self._value(definition, level, row, f"{place}[{i}]") for i, row in enumerate(rows)]
        kept = sorted((value for value in values if value is not None), key=lambda value: value.from_)
        for earlier, later in pairwise(kept):
            if later.from_ <= earlier.to:
                self.refuse(place, f"two values hold on {later.from_}; give the earlier one a `to`.")
        figures = self.rows.setdefault((folder, level), {})
        if definition.name in figures:
            self.refuse(place, "this parameter already has values for this level.")
        figures[definition.name] = tuple(kept)

    def _value(self, definition: Definition, level: str, row: object, place: str) -> Value | None:
        before = len(self.problems)
        if not isinstance(row, dict):
            self.refuse(place, "expected from, value and source.")
            return None
        for key in row:
            if key not in _ROW_KEYS:
                self.refuse(f"{place}.{key}", f"unknown key; a value has {', '.join(sorted(_ROW_KEYS))}.")
        first, last = (
            self._day(row.get(key, default), f"{place}.{key}")
            for key, default in (("from", None), ("to", date.max))
        )
        if first and last and last < first:
            self.refuse(f"{place}.to", f"{last} is before {first}.")
        value: Any = row.get("value")
        for why in _value_faults(definition.unit, value):
            self.refuse(f"{place}.value", why)
        source = row.get("source")
        if not isinstance(source, str) or not source.strip():
            self.refuse(
                f"{place}.source", "no source: a text that says where the figure comes from is expected."
            )
        note, url = (self._text(row.get(key, ""), f"{place}.{key}") for key in ("note", "url"))
        if len(self.problems) > before or not first or not last:
            return None
        return Value(definition.name, level, value, "assumed", str(source).strip(), first, last, note, url)

    def _text(self, raw: object, place: str) -> str:
        if isinstance(raw, str):
            return raw.strip()
        self.refuse(place, f"expected a text, found {raw!r}.")
        return ""

    def _day(self, raw: object, place: str) -> date | None:
        if is_day(raw):
            return raw
        self.refuse(
            place, "expected a date such as 2026-07-01." if raw is None else f"{raw!r} is not a date."
        )
        return None


def _value_faults(unit: str, value: object) -> Iterator[str]:
    if unit == "switch":
        if not isinstance(value, bool):
            yield f"expected true or false, found {value!r}."
    elif isinstance(value, bool) or not isinstance(value, int):
        yield f"expected a whole number, found {value!r}; write ratios in percent."
    elif value < 0:
        yield f"{value} is negative."
