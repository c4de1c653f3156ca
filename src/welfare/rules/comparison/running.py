"""Run a caseload twice, as the law stands and with the figures of a what-if file, and compare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from welfare.rules.caseload import COUNTIES, Caseload, CaseloadResult, compute_all
from welfare.rules.comparison.caseload import CaseloadChange, compare_runs
from welfare.rules.parameters import Overlay
from welfare.rules.program import Program


def compare_with(
    overlay: Overlay,
    programs: Sequence[Program],
    caseload: Caseload,
    before: dict[str, CaseloadResult],
    *,
    on: date | None = None,
    demo: bool = False,
) -> dict[str, CaseloadChange]:
    """By program: the change from `before`, the run of the same day without the overlay."""
    after = compute_all(programs, caseload, on=on, demo=demo, overlay=overlay)
    return {
        program.code: compare_runs(
            program, before[program.code], after[program.code], caseload.county, COUNTIES
        )
        for program in programs
    }
