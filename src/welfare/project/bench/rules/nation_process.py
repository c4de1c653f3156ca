"""The process that `nation` measures: all programs on a synthetic nation, and what it says about itself."""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

import numpy as np

from welfare.rules.caseload import OUTCOMES, compute_all
from welfare.rules.caseload.synthetic import generate
from welfare.rules.registry import programs

TIMES = 5


def measured(households: int) -> dict[str, Any]:
    """What the process says about itself."""
    chosen = list(programs().values())
    caseload = generate(households)
    answers = compute_all(chosen, caseload)  # compiled, or taken from the cache
    answers = {}
    taken = []
    for _ in range(TIMES):
        answers = {}  # what the last run kept is given back first
        start = time.perf_counter()
        answers = compute_all(chosen, caseload)
        taken.append(time.perf_counter() - start)
    computed = next(iter(answers.values())).computed
    kept = sum(column.nbytes for column in computed.columns.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "programs": len(chosen),
        "persons": caseload.persons_count,
        "quantities": len(computed.plan.computed),
        "seconds": taken,
        "bytes": kept,
        "peak_rss_mb": round(peak / 1024, 1),
        "eligible": {
            code: int((answer.outcome == OUTCOMES.index("eligible")).sum())
            for code, answer in answers.items()
        },
        "copying": [_copying(kept) for _ in range(TIMES)],
    }


def _copying(size: int) -> float:
    """Seconds in which one core copies as much as the run keeps: what memory alone costs."""
    source = np.ones(size // 2, np.uint8)
    start = time.perf_counter()
    source.copy()
    return time.perf_counter() - start


if __name__ == "__main__":
    json.dump(measured(int(sys.argv[1])), sys.stdout)
