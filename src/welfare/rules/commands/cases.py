"""`welfare cases`: run worked cases and print which come out differently, expected beside found.

0 all agree, 1 some differ, 2 a case file cannot be used (one sentence each on the error stream).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from welfare.rules.casebook import Case, InvalidCases, Result, cases_of_programs, read_cases, run_case
from welfare.rules.commands.speaking import print_json, refuse
from welfare.rules.registry import UnknownProgram, program

DIFFERENT = 1


def cases_command(
    paths: Sequence[str] = (),
    *,
    program_code: str | None = None,
    show: str | None = None,
    as_json: bool = False,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Run the cases of files or folders, else those of every program; `show` prints the whole explanation
    of the cases whose name holds these words."""
    out, err = out or sys.stdout, err or sys.stderr
    try:
        results = _run(_chosen(paths, program_code))
    except InvalidCases as invalid:
        return refuse(err, invalid.problems)
    except UnknownProgram as unknown:
        return refuse(err, [f"--program: {unknown}."])
    if as_json:
        print_json(out, _document(results))
    else:
        for line in _lines(results, show):
            print(line, file=out)
    return DIFFERENT if any(result.differences for result in results) else 0


def _chosen(paths: Sequence[str], program_code: str | None) -> list[Case]:
    if program_code is not None:
        program(program_code)
    if not paths:
        return cases_of_programs(program_code)
    return [case for case in read_cases(map(Path, paths)) if program_code in (None, case.program)]


def _run(cases: list[Case]) -> list[Result]:
    """Every case, or every fault of every case."""
    results: list[Result] = []
    problems: list[str] = []
    for case in cases:
        try:
            results.append(run_case(case))
        except InvalidCases as invalid:
            problems += invalid.problems
    if problems:
        raise InvalidCases(problems)
    return results


def _lines(results: list[Result], show: str | None) -> Iterator[str]:
    for result in results:
        if result.differences:
            yield f"不同　{result.case.program}，{result.case.where}"
            for difference in result.differences:
                yield f"　　{difference.key}：預期 {difference.expected}，得到 {difference.found}"
    for result in results:
        if show and show in result.case.name:
            yield f"\n【{result.case.name}】"
            yield result.answer.text("zh", "long") if result.answer else result.case.not_computed
    uncomputed = [result.case for result in results if result.case.not_computed]
    for case in uncomputed:
        yield f"不計算　{case.program}，{case.where}：{case.not_computed}"
    different = sum(bool(result.differences) for result in results)
    agree = len(results) - different - len(uncomputed)
    yield f"共 {len(results)} 案：相符 {agree}，不同 {different}，不計算 {len(uncomputed)}。"


def _document(results: list[Result]) -> dict[str, Any]:
    return {
        "cases": [
            {
                "program": result.case.program,
                "file": str(result.case.path),
                "name": result.case.name,
                "covers": list(result.case.covers),
                "official": result.case.told.get("official"),
                "not_computed": result.case.not_computed or None,
                "outcome": result.answer.outcome.value if result.answer else None,
                "differences": [
                    {"key": one.key, "expected": one.expected, "found": one.found}
                    for one in result.differences
                ],
            }
            for result in results
        ],
        "different": sum(bool(result.differences) for result in results),
    }
