"""How fast the rules are: one household and a nation, beside other engines and beside hand-written floors."""

from __future__ import annotations

from typing import Any

from welfare.project.bench import report
from welfare.project.bench.rules import comparison

SIZES = (100_000, 1_000_000)


def run(size: int | None) -> dict[str, Any]:
    """The whole document; `size` replaces both sizes of the yardstick."""
    rows: list[dict[str, Any]] = []
    for households in (size,) if size else SIZES:
        rows += comparison.compare(households)
    return report("rules", rows)
