"""`welfare params`: every figure of the law in view, with value, unit, source and status."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from welfare.foundation import clock
from welfare.rules import amounts
from welfare.rules.commands.speaking import chosen, print_json, refuse
from welfare.rules.jurisdictions import GROUPS, JURISDICTIONS
from welfare.rules.parameters import STATUSES, Parameters, Value, definitions, values
from welfare.rules.program import Program
from welfare.rules.registry import UnknownProgram


def params_command(
    *,
    on: date | None = None,
    jurisdiction: str | None = None,
    program: str | None = None,
    stale: bool = False,
    as_json: bool = False,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Print every parameter in view on a day with value, unit, source and status; `stale` keeps those that
    nobody has confirmed for the year. A jurisdiction is a county by code, name or slug; without one the
    values of all levels are listed, and once as unknown what no level has."""
    day = on or clock.today()
    county = None if jurisdiction is None else _COUNTIES.get(jurisdiction)
    if jurisdiction is not None and county is None:
        return refuse(err or sys.stderr, [f"--jurisdiction: no county has the code {jurisdiction!r}."])
    try:
        asked = chosen([program] if program else [])
    except UnknownProgram as unknown:
        return refuse(err or sys.stderr, [f"--program: {unknown}."])
    rows = [row for row in _rows(asked, day, county) if not stale or _is_stale(row, day)]
    if as_json:
        print_json(out or sys.stdout, {"on": day.isoformat(), "parameters": rows})
        return 0
    for row in rows:
        print(_line(row), file=out or sys.stdout)
    print(_summary(rows, day), file=out or sys.stdout)
    return 0


_COUNTIES = {name: one.code for one in JURISDICTIONS.values() for name in (one.code, one.zh, one.slug)}
_LEVELS = {**{name: zh for name, (zh, _) in GROUPS.items()}, **{j.slug: j.zh for j in JURISDICTIONS.values()}}
_UNITS = {**{unit: zh for unit, (zh, _) in amounts.UNITS.items()}, "basis_point": "（萬分之一）"}


def _rows(asked: list[Program], day: date, county: str | None) -> list[dict[str, Any]]:
    rows: dict[tuple[Path, Value], dict[str, Any]] = {}
    for one in asked:
        for folder in one.parameter_folders:
            for value in _in_view(folder, day, county):
                rows.setdefault((folder, value), _row(one, value))
    return list(rows.values())


def _in_view(folder: Path, day: date, county: str | None) -> Iterator[Value]:
    """What a county sees; without one what every level holds on the day, and what none holds."""
    view = Parameters((folder,), county or next(iter(JURISDICTIONS)), day)
    for name in definitions(folder):
        found = [] if county else [row for level in _LEVELS for row in _held(folder, level, name, day)]
        yield from found or [view.announced(name)]


def _held(folder: Path, level: str, name: str, day: date) -> list[Value]:
    return [value for value in values(folder, level).get(name, ()) if value.holds_on(day)]


def _row(one: Program, value: Value) -> dict[str, Any]:
    definition = one.definitions[value.name]
    return {
        "name": value.name,
        "label_zh": definition.zh,
        "label_en": definition.en,
        "folder": definition.folder,
        "jurisdiction": value.level,
        "value": value.value,
        "unit": definition.unit,
        "article": definition.article,
        "status": value.status,
        "source": value.source,
        "url": value.url,
        "from": None if value.from_ == date.min else value.from_.isoformat(),
        "to": None if value.to == date.max else value.to.isoformat(),
        "checked_on": value.checked_on.isoformat() if value.checked_on else None,
        "note": value.note,
    }


def _is_stale(row: dict[str, Any], day: date) -> bool:
    checked = row["checked_on"]
    return row["status"] != "in_force" or checked is None or int(checked[:4]) < day.year


def _line(row: dict[str, Any]) -> str:
    """Name, what it is, value with unit, where and how long it holds, status, source."""
    period = f"{row['from']} 至 {row['to']}" if row["to"] else f"{row['from']} 起" if row["from"] else ""
    where = "，".join(
        part for part in (_LEVELS[row["jurisdiction"]], STATUSES[row["status"]][0], period) if part
    )
    named = f"{row['folder']}.{row['name']}"
    return f"{named}　{row['label_zh']}：{_shown(row)}（{where}）　{row['source'] or row['note']}"


def _shown(row: dict[str, Any]) -> str:
    if row["value"] is None:
        return "—"
    if isinstance(row["value"], bool):
        return "是" if row["value"] else "否"
    return f"{row['value']:,} {_UNITS.get(row['unit'], '')}".rstrip()


def _summary(rows: list[dict[str, Any]], day: date) -> str:
    counted = Counter(row["status"] for row in rows)
    parts = "，".join(f"{STATUSES[status][0]} {counted[status]}" for status in STATUSES if counted[status])
    return f"{day}：{len(rows)} 項（{parts}）。" if rows else f"{day}：沒有。"
