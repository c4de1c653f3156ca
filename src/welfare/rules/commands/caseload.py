"""`welfare caseload run`: a whole caseload determined at once, totals by county; with a what-if file also who
wins, who loses and how much; the explanation of any one household without a second run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from welfare.foundation import clock
from welfare.rules.caseload import Caseload, CaseloadResult, InvalidCaseload, compute_all
from welfare.rules.commands.facts_file import UnreadableFacts, parse_facts
from welfare.rules.commands.speaking import chosen, print_json, refuse
from welfare.rules.comparison import report
from welfare.rules.comparison.caseload import CaseloadChange
from welfare.rules.comparison.running import compare_with
from welfare.rules.facts import Facts, InvalidFacts
from welfare.rules.jurisdictions import JURISDICTIONS
from welfare.rules.overlay import InvalidOverlay, read_overlay
from welfare.rules.parameters import Overlay
from welfare.rules.program import Program
from welfare.rules.registry import UnknownProgram
from welfare.rules.registry import programs as all_programs
from welfare.rules.table import table


def caseload_command(
    path: str,
    *,
    programs: Sequence[str] = (),
    on: date | None = None,
    overlay: str | None = None,
    explain: int | None = None,
    as_json: bool = False,
    demo: bool = False,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Run the caseload in `path`: a saved one (.npz), or a file with one facts document a line (.jsonl). Day
    `on` is the caseload's own, for facts today, when left out. `explain` numbers a household from 0."""
    out, err = out or sys.stdout, err or sys.stderr
    try:
        asked = chosen(programs)
        assumed = read_overlay(Path(overlay), all_programs().values()) if overlay is not None else None
        caseload = _read(Path(path), asked, on)
        if explain is not None and not 0 <= explain < len(caseload):
            return refuse(err, [f"--explain: there are {len(caseload)} households, numbered from 0."])
        runs = compute_all(asked, caseload, on=on, demo=demo)
        changes = compare_with(assumed, asked, caseload, runs, on=on, demo=demo) if assumed else {}
    except UnknownProgram as unknown:
        return refuse(err, [f"--program: {unknown}."])
    except InvalidOverlay as invalid:
        return refuse(err, invalid.problems)
    except (_BadFile, InvalidCaseload) as bad:
        return refuse(err, map(str, bad.problems))
    if as_json:
        print_json(out, _document(runs, changes, assumed, explain))
    else:
        print("\n".join(_lines(runs, changes, assumed, explain)), file=out)
    return 0


class _BadFile(Exception):
    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


def _read(path: Path, programs: Sequence[Program], on: date | None) -> Caseload:
    if path.suffix == ".npz":
        return Caseload.load(path)
    facts: list[Facts] = []
    problems: list[str] = []
    try:
        for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
            try:
                facts.append(parse_facts(line))
            except UnreadableFacts as unreadable:
                problems.append(f"line {number}, $: {unreadable}")
            except InvalidFacts as invalid:
                problems += [f"line {number}, {problem}" for problem in invalid.problems]
    except UnicodeDecodeError as error:
        raise _BadFile([f"{path}: not UTF-8 text."]) from error
    except OSError as error:
        raise _BadFile([f"{path}: {error.strerror}."]) from error
    if problems:
        raise _BadFile(problems)
    return Caseload.from_facts(facts, programs, on=on or clock.today())


def _lines(
    runs: dict[str, CaseloadResult],
    changes: dict[str, CaseloadChange],
    assumed: Overlay | None,
    explain: int | None,
) -> Iterator[str]:
    for code, run in runs.items():
        if assumed:
            yield from report.lines(changes[code], assumed.title)
        else:
            yield f"{run.program.name_zh}（{run.on}，{len(run.caseload):,} 戶，{run.seconds:.2f} 秒）"
            yield from table(("縣市", "戶數", "符合", "不符合", "尚無法認定", "每月金額"), list(_totals(run)))
        yield ""
    if explain is not None:
        for run in runs.values():
            answer = run.explain(explain)
            yield f"第 {explain} 戶，{answer.program_zh}\n{answer.text('zh', 'long')}\n"


def _totals(run: CaseloadResult) -> Iterator[tuple[str, ...]]:
    for one in run.totals_by_county():
        counts = (one.households, one.eligible, one.ineligible, one.undetermined, one.monthly_amount)
        yield JURISDICTIONS[one.jurisdiction].zh, *(f"{count:,}" for count in counts)


def _document(
    runs: dict[str, CaseloadResult],
    changes: dict[str, CaseloadChange],
    assumed: Overlay | None,
    explain: int | None,
) -> dict[str, Any]:
    document: dict[str, Any] = {"programs": [_run_as_json(run) for run in runs.values()]}
    if assumed:
        document["overlay"] = {"title": assumed.title}
        document["differences"] = [report.as_json(change) for change in changes.values()]
    if explain is not None:
        document["explained"] = [run.explain(explain).as_json() for run in runs.values()]
    return document


def _run_as_json(run: CaseloadResult) -> dict[str, Any]:
    return {
        "program": run.program.code,
        "on": run.on.isoformat(),
        "households": len(run.caseload),
        "seconds": round(run.seconds, 4),
        "by_county": {
            one.jurisdiction: {
                "households": one.households,
                "eligible": one.eligible,
                "ineligible": one.ineligible,
                "undetermined": one.undetermined,
                "monthly_amount": one.monthly_amount,
            }
            for one in run.totals_by_county()
        },
    }
