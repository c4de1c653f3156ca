"""Benchmarks anyone can rerun: each figure beside a floor measured in the same run, rounds interleaved."""

import gc
import json
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Work = Callable[[], object]


def machine() -> dict[str, Any]:
    """What ran, and how busy it was with other things when the measuring began."""
    return {
        "cpus": os.cpu_count(),
        "model": _model(),
        "load_average": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "system": platform.system(),
        "processor": platform.machine(),
    }


def _model() -> str:
    """The processor's own name where the system tells it."""
    known = Path("/proc/cpuinfo")
    lines = known.read_text().splitlines() if known.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _seconds(work: Work, times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - start


def beside_floor(
    case: str, work: Work, *, floor: str, floor_work: Work, times: int, rounds: int = 7
) -> dict[str, Any]:
    """One result row: median seconds of `times` runs, and its ratio over the floor, rounds alternating."""
    work(), floor_work()  # warm
    ours, floors = [], []
    gc.disable()
    try:
        for _ in range(rounds):
            ours.append(_seconds(work, times))
            floors.append(_seconds(floor_work, times))
    finally:
        gc.enable()
    seconds = statistics.median(ours)
    return {
        "case": case,
        "n": times,
        "seconds": round(seconds, 6),
        "per_second": round(times / seconds, 1),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "ratio_to": {
            f"floor:{floor}": round(statistics.median(a / b for a, b in zip(ours, floors, strict=True)), 2)
        },
        "p50_ms": round(statistics.median(ours) / times * 1000, 3),
        "p95_ms": round(max(ours) / times * 1000, 3),
    }


def report(bench: str, results: list[dict[str, Any]], ran_on: dict[str, Any] | None = None) -> dict[str, Any]:
    """The document of the contract; `ran_on` is `machine()` as it was before the measuring."""
    return {"bench": bench, "machine": ran_on or machine(), "results": results}


def write(document: dict[str, Any], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document['bench']}.json"
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
