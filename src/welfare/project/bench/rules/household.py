"""One household, warm: its full explanation for every program, over many different households."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from welfare.project.bench.rules.families import families
from welfare.project.bench.rules.rounds import say
from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts
from welfare.rules.program import Program
from welfare.rules.registry import programs

ON = date(2026, 11, 20)
HOUSEHOLDS = 240


def rows() -> list[dict[str, Any]]:
    """A row for each program: determined with steps, persons, counterfactuals and what is missing."""
    say(f"one household at a time, {HOUSEHOLDS} different ones")
    raw = families(HOUSEHOLDS)
    read = [Facts.from_json(one) for one in raw]
    floor = _each(Facts.from_json, raw)
    return [_row(program, read, floor) for program in programs().values()]


def _row(program: Program, read: list[Any], floor: list[float]) -> dict[str, Any]:
    taken = sorted(_each(lambda facts: _in_full(determine(program, facts, on=ON)), read))
    middle = statistics.median(taken)
    return {
        "case": f"one household, warm, explained in full: {program.code}",
        "n": len(taken),
        "seconds": round(sum(taken), 6),
        "per_second": round(len(taken) / sum(taken), 1),
        "ratio_to": {"floor:reading_the_facts": round(middle / statistics.median(floor), 2)},
        "p50_ms": round(middle * 1000, 3),
        "p95_ms": round(taken[len(taken) * 95 // 100] * 1000, 3),
    }


def _in_full(answer: Determination) -> int:
    """Every part of the explanation looked at, so that nothing is put off until after the clock."""
    words = [step.reason_zh for step in answer.steps]
    words += [member.reason_zh for member in answer.counted]
    words += [other.reason_zh for other in (*answer.excluded, *answer.outside)]
    inputs = sum(len(step.inputs) for step in answer.steps)
    return len(words) + inputs + len(answer.counterfactuals) + len(answer.missing) + len(answer.notes)


def _each(work: Callable[[Any], object], cases: list[Any]) -> list[float]:
    """Seconds of each case, after one turn over all of them to be warm."""
    for case in cases:
        work(case)
    gc.collect()
    taken = []
    for case in cases:
        start = time.perf_counter()
        work(case)
        taken.append(time.perf_counter() - start)
    return taken
