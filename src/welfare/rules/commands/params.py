"""`welfare params`: every figure of the law in view, with value, unit, source and status."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from welfare.foundation import clock
from welfare.rules.commands.speaking import chosen, print_json, refuse
from welfare.rules.jurisdictions import GROUPS, JURISDICTIONS
from welfare.rules.parameters import STATUSES, Parameters, Value, values
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
    nobody has confirmed for the year. Without a jurisdiction all levels are listed."""
    day = on or clock.today()
    if jurisdiction is not None and jurisdiction not in JURISDICTIONS:
        return refuse(err or sys.stderr, [f"$.jurisdiction: no county has the code {jurisdiction!r}."])
    try:
        asked = chosen([program] if program else [])
    except UnknownProgram as unknown:
        return refuse(err or sys.stderr, [f"$.program: {unknown}"])
    rows = [row for row in _rows(asked, day, jurisdiction) if not stale or _is_stale(row, day)]
    if as_json:
        print_json(out or sys.stdout, {"on": day.isoformat(), "parameters": rows})
        return 0
    for row in rows:
        print(_line(row), file=out or sys.stdout)
    return 0


def _rows(asked: list[Program], day: date, jurisdiction: str | None) -> list[dict[str, Any]]:
    rows: dict[tuple[object, ...], dict[str, Any]] = {}
    for one in asked:
        for folder in one.parameter_folders:
            for value in _in_view(one, folder, day, jurisdiction):
                rows.setdefault((value.name, value.level, value.status), _row(one, value))
    return list(rows.values())


def _in_view(one: Program, folder: Path, day: date, jurisdiction: str | None) -> list[Value]:
    names = [name for name, d in one.definitions.items() if d.folder == folder.parent.name]
    if jurisdiction is not None:
        view = Parameters((folder,), jurisdiction, day)
        return [view.announced(name) for name in names]
    levels = [
        "central",
        *[group for group in GROUPS if group != "central"],
        *(j.slug for j in JURISDICTIONS.values()),
    ]
    return [
        value
        for level in levels
        for entries in values(folder, level).values()
        for value in entries
        if value.holds_on(day)
    ]


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
    value = "—" if row["value"] is None else row["value"]
    status = STATUSES[row["status"]][0]
    where = f"{row['folder']}.{row['name']} [{row['jurisdiction']}]"
    return f"{where} {row['label_zh']}：{value} {row['unit']}（{status}）{row['source'] or row['note']}"
