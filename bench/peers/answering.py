"""How every engine of the comparison is asked: a process that holds its caseload and answers "run a round".

One line of JSON comes in, one goes out. The engine says how it builds its own form of the columns and how it
computes; both are timed apart, several times a round. Needs NumPy alone, so that it runs in each engine's own
environment.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import sys
import time
import zlib
from pathlib import Path
from typing import Any, Protocol

import numpy as np

ANSWERS = (
    "income_class",
    "monthly_amount",
    "household_income",
    "income_within_line",
    "movable_within_limit",
    "real_estate_within_limit",
    "income_within_wider_line",
    "movable_within_wider_limit",
    "real_estate_within_wider_limit",
)
Columns = dict[str, Any]


class Engine(Protocol):
    """`build` is what an engine must do to plain columns before it can compute; `compute` returns columns of
    its own, every one of which it keeps; `answers` names ANSWERS among them, untimed."""

    def build(self, columns: Columns) -> Any: ...

    def compute(self, built: Any) -> Columns: ...

    def answers(self, computed: Columns) -> Columns: ...


class Caseload:
    """Columns and figures as the harness wrote them, in memory before the first round."""

    def __init__(self, folder: Path) -> None:
        self.columns = {path.stem: np.load(path) for path in sorted(folder.glob("*.npy"))}
        self.figures: dict[str, Any] = json.loads((folder / "figures.json").read_text("utf-8"))


def fingerprint(answers: Columns) -> str:
    """Equal exactly when every answer of every household is equal, whatever number type an engine uses."""
    crc = 0
    for name in ANSWERS:
        crc = zlib.crc32(np.ascontiguousarray(answers[name], dtype=np.int64).data, crc)
    return f"{crc:08x}"


def a_round(engine: Engine, columns: Columns, *, seconds: float, most: int) -> dict[str, Any]:
    """Build and compute again and again for `seconds`, at most `most` times; medians, and what came out."""
    building, computing = [], []
    computed: Columns = {}
    until = time.perf_counter() + seconds
    while not computing or (time.perf_counter() < until and len(computing) < most):
        computed = {}
        gc.collect()
        start = time.perf_counter()
        built = engine.build(columns)
        ready = time.perf_counter()
        computed = engine.compute(built)
        end = time.perf_counter()
        building.append(ready - start)
        computing.append(end - ready)
        built = None
    return {
        "build": statistics.median(building),
        "compute": statistics.median(computing),
        "both": statistics.median(b + c for b, c in zip(building, computing, strict=True)),
        "times": len(computing),
        "crc": fingerprint(engine.answers(computed)),
        "bytes": int(sum(np.asarray(column).nbytes for column in computed.values())),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def serve(make: Any) -> None:
    """Answer until the harness closes the line. `make(figures)` gives the engine."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what a library prints is not an answer
    caseload: Caseload | None = None
    engine: Engine | None = None
    for line in sys.stdin:
        ask = json.loads(line)
        if ask["do"] == "load":
            caseload = Caseload(Path(ask["folder"]))
            engine = make(caseload.figures)
            engine.compute(engine.build(caseload.columns))  # warm: what is compiled once is not measured here
            answer: dict[str, Any] = {"persons": len(caseload.columns["household"])}
        else:
            assert caseload is not None and engine is not None, "load first"
            answer = a_round(engine, caseload.columns, seconds=ask["seconds"], most=ask["most"])
        answers.write(json.dumps(answer) + "\n")
