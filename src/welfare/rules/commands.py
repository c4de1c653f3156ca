"""`welfare determine`, `welfare schema`, `welfare params`: plain functions that print and return an exit
code.

0 done, 2 the input cannot be used (one sentence per problem with its JSON path on the error stream).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from welfare.foundation import clock
from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts, InvalidFacts
from welfare.rules.jurisdictions import GROUPS, JURISDICTIONS
from welfare.rules.parameters import STATUSES, Parameters, Value, values
from welfare.rules.program import Program
from welfare.rules.registry import UnknownProgram, programs
from welfare.rules.registry import program as program_by_code

UNUSABLE = 2


def determine_command(
    path: str,
    *,
    programs: Sequence[str] = (),
    on: date | None = None,
    as_json: bool = False,
    demo: bool = False,
    stdin: TextIO | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Determine each program for the facts in `path` ("-" reads `stdin`). Without `on` the law of the day
    of the investigation, of the complete file, of the application or of today applies, in this order."""
    out, err = out or sys.stdout, err or sys.stderr
    try:
        facts = Facts.from_json(_read(path, stdin or sys.stdin))
        day = on or facts.investigated_on or facts.documents_complete_on or facts.applied_on or clock.today()
        answers = [determine(program, facts, on=day, demo=demo) for program in _chosen(programs)]
    except InvalidFacts as invalid:
        return _refuse(err, [str(problem) for problem in invalid.problems])
    except (UnknownProgram, OSError, UnicodeDecodeError, json.JSONDecodeError) as unusable:
        return _refuse(err, [f"$: {_sentence(unusable)}"])
    if as_json:
        _print_json(out, {"determinations": [answer.as_json() for answer in answers]})
    else:
        print("\n\n".join(_readable(answer) for answer in answers), file=out)
    return 0


def schema_command(name: str = "facts", *, out: TextIO | None = None, err: TextIO | None = None) -> int:
    """Print a published JSON Schema; there is one, `facts`."""
    if name != "facts":
        return _refuse(err or sys.stderr, [f"$: there is no schema {name!r}; there is: facts."])
    from welfare.rules.facts.schema import facts_schema

    _print_json(out or sys.stdout, facts_schema())
    return 0


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
        return _refuse(err or sys.stderr, [f"$.jurisdiction: no county has the code {jurisdiction!r}."])
    try:
        chosen = _chosen([program] if program else [])
    except UnknownProgram as unknown:
        return _refuse(err or sys.stderr, [f"$.program: {unknown}"])
    rows = [row for row in _rows(chosen, day, jurisdiction) if not stale or _is_stale(row, day)]
    if as_json:
        _print_json(out or sys.stdout, {"on": day.isoformat(), "parameters": rows})
        return 0
    for row in rows:
        print(_line(row), file=out or sys.stdout)
    return 0


def _read(path: str, stdin: TextIO) -> Any:
    text = stdin.read() if path == "-" else Path(path).read_text("utf-8")
    return json.loads(text, parse_constant=lambda word: word)


def _chosen(codes: Sequence[str]) -> list[Program]:
    return [program_by_code(code) for code in codes] if codes else list(programs().values())


def _refuse(err: TextIO, sentences: Iterable[str]) -> int:
    for sentence in sentences:
        print(sentence, file=err)
    return UNUSABLE


def _sentence(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} in line {error.lineno}, column {error.colno}."
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8 text."
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}."
    return f"{error}."


def _readable(answer: Determination) -> str:
    return f"{answer.program_zh}（{answer.on}，規則 {answer.rule_version}）\n{answer.text('zh', 'long')}"


def _print_json(out: TextIO, document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2), file=out)


def _rows(chosen: list[Program], day: date, jurisdiction: str | None) -> list[dict[str, Any]]:
    rows: dict[tuple[object, ...], dict[str, Any]] = {}
    for one in chosen:
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
