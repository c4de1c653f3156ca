"""How fast the rules are: one household and a nation, beside other engines and beside hand-written floors."""

from __future__ import annotations

from typing import Any

from welfare.project.bench import machine, report
from welfare.project.bench.rules import comparison, fresh, household, nation

SIZES = (100_000, 1_000_000)


def run(size: int | None) -> dict[str, Any]:
    """The whole document; `size` replaces both sizes of the yardstick and the size of the nation."""
    ran_on = machine()
    rows: list[dict[str, Any]] = []
    for households in (size,) if size else SIZES:
        rows += comparison.compare(households)
    rows += nation.rows(size or SIZES[-1])
    rows += household.rows()
    rows += fresh.compiling()
    rows += fresh.rows()
    return report("rules", rows, ran_on)
