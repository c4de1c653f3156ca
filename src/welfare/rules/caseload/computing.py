"""`compute`: every quantity of one or several programs for every household of a caseload."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import date

from welfare.rules.caseload import chaining
from welfare.rules.caseload.columns import Caseload
from welfare.rules.caseload.result import CaseloadResult, Computed
from welfare.rules.caseload.running import Run
from welfare.rules.caseload.setting import layout, setting
from welfare.rules.parameters import Overlay
from welfare.rules.program import Program
from welfare.rules.registry import program as program_by_code


def compute(
    program: Program | str,
    caseload: Caseload,
    *,
    on: date | None = None,
    demo: bool = False,
    overlay: Overlay | None = None,
    threads: int | None = None,
) -> CaseloadResult:
    """Every quantity and the verdict of one program under the law of day `on` (the caseload's own day when
    left out). Raises InvalidCaseload when a column or the law of a county is missing."""
    one = program_by_code(program) if isinstance(program, str) else program
    return compute_all([one], caseload, on=on, demo=demo, overlay=overlay, threads=threads)[one.code]


def compute_all(
    programs: Sequence[Program | str],
    caseload: Caseload,
    *,
    on: date | None = None,
    demo: bool = False,
    overlay: Overlay | None = None,
    threads: int | None = None,
) -> dict[str, CaseloadResult]:
    """Several programs in one run, by code; a quantity that is the same in two of them is computed and kept
    once. While the listed status of a household is open, a program that grants it is asked first."""
    chosen = tuple(program_by_code(one) if isinstance(one, str) else one for one in programs)
    asked = [chosen]
    if chaining.is_open(caseload):
        granting = tuple(one for one in chosen if one.grants_status)
        asked = [granting, tuple(one for one in chosen if not one.grants_status)]
    answers: dict[str, CaseloadResult] = {}
    for some in filter(None, asked):
        answers |= _computed(some, caseload, on, demo, overlay, threads)
        for one in some:
            if one.grants_status and len(some) < len(chosen):
                caseload = chaining.told(caseload, answers[one.code])
    return {one.code: answers[one.code] for one in chosen}


def _computed(
    chosen: tuple[Program, ...],
    caseload: Caseload,
    on: date | None,
    demo: bool,
    overlay: Overlay | None,
    threads: int | None,
) -> dict[str, CaseloadResult]:
    start = time.perf_counter()
    made = setting(chosen, on or caseload.on, demo, overlay, layout(chosen, caseload))
    run = Run(made, caseload, threads or os.cpu_count() or 1)
    computed = Computed(made.plan, made.figures, made.bounds, made.places, run.compute())
    seconds = time.perf_counter() - start - run.compiling
    return {
        program.code: CaseloadResult(
            program=program,
            caseload=caseload,
            on=made.plan.on,
            demo=demo,
            overlay=overlay,
            computed=computed,
            seconds=seconds,
            compiling=run.compiling,
        )
        for program in chosen
    }
