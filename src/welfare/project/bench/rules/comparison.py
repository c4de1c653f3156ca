"""The yardstick in every engine: without and with the loading of inputs, each ratio with its range."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Any

import numpy as np

from welfare.project import places
from welfare.project.bench.rules.engines import (
    ENGINES,
    FLOORS,
    NUMPY,
    OWN,
    OWN_AGAIN,
    OWN_ONE_THREAD,
    PACKAGES,
)
from welfare.project.bench.rules.rounds import Measured, measure, say, spread
from welfare.project.bench.yardstick import caseload

KEPT = "every quantity kept"
LOADED = "every quantity kept, loading of the inputs counted on both sides"
ROUNDS = 5
#: Every engine computes again and again for so many seconds of a round, but at most so often.
SECONDS, MOST = 0.5, 9
TUNED = tuple(engine.name for engine in PACKAGES if "tuned" in engine.arguments)


def compare(households: int) -> list[dict[str, Any]]:
    """Rows for one size; raises AnswersDiffer and EngineFailed."""
    say(f"yardstick, {households:,} households")
    folder = write_caseload(households)
    found = measure(ENGINES, folder, rounds=ROUNDS, seconds=SECONDS, most=MOST)
    rows = [_own(found, households, "compute", KEPT), _own(found, households, "both", LOADED)]
    if OWN_ONE_THREAD.name in found.rounds:
        rows.append(_one_thread(found, households))
    beside = (engine.name for engine in ENGINES if engine not in (OWN, OWN_AGAIN, OWN_ONE_THREAD))
    return rows + [_other(found, households, name) for name in beside]


def write_caseload(households: int) -> Path:
    """The columns as files in the data folder, written once."""
    folder = places.data_dir() / "bench" / f"yardstick-{households}"
    if not (folder / "figures.json").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for name, column in caseload.columns(households).items():
            np.save(folder / f"{name}.npy", column)
    (folder / "figures.json").write_text(json.dumps(caseload.figures()), encoding="utf-8")
    return folder


def best_tuned(found: Measured, what: str) -> list[float]:
    """The fastest tuned package of each round over this project's engine."""
    known = [name for name in TUNED if name in found.rounds]
    return [
        min(ratios) for ratios in zip(*(found.ratios(name, OWN.name, what) for name in known), strict=True)
    ]


def _own(found: Measured, households: int, what: str, words: str) -> dict[str, Any]:
    ratios: dict[str, list[float]] = {}
    for engine in (*PACKAGES, NUMPY):
        if engine.name in found.rounds:
            ratios[engine.name] = found.ratios(engine.name, OWN.name, what)
    if best := best_tuned(found, what):
        ratios["best_tuned_peer"] = best
    for floor in FLOORS:
        if floor.name in found.rounds and "1_thread" not in floor.name:
            ratios[floor.name] = found.ratios(OWN.name, floor.name, what)
    if OWN_AGAIN.name in found.rounds:
        ratios["control:the_same_again"] = found.ratios(OWN_AGAIN.name, OWN.name, what)
    return row(f"yardstick, {words}", households, found, OWN.name, what, ratios)


def _one_thread(found: Measured, households: int) -> dict[str, Any]:
    one, floor = OWN_ONE_THREAD.name, "floor:numba_kernel_1_thread"
    ratios = {floor: found.ratios(one, floor, "compute")} if floor in found.rounds else {}
    return row(f"yardstick, {KEPT}, one thread", households, found, one, "compute", ratios)


def _other(found: Measured, households: int, name: str) -> dict[str, Any]:
    case = f"{name}, {KEPT}" if "lean" not in name else f"{name}, answers only"
    return row(case, households, found, name, "compute", {})


def row(
    case: str, n: int, found: Measured, engine: str, what: str, ratios: dict[str, list[float]]
) -> dict[str, Any]:
    """One result; a row of an engine that could not be asked says why."""
    if engine in found.failed:
        return {"case": case, "n": n, "ratio_to": {}, "not_measured": found.failed[engine]}
    answers = found.rounds[engine]
    seconds = statistics.median(found.seconds(engine, what))
    spreads = {name: spread(values) for name, values in ratios.items()}
    return {
        "case": case,
        "n": n,
        "seconds": round(seconds, 6),
        "seconds_range": spread(found.seconds(engine, what), 6)[1],
        "per_second": round(n / seconds),
        "loading_seconds": round(statistics.median(found.seconds(engine, "build")), 6),
        "peak_rss_mb": max(answer["peak_rss_mb"] for answer in answers),
        "bytes_per_household": round(answers[-1]["bytes"] / n, 1),
        "ratio_to": {name: median for name, (median, _) in spreads.items()},
        "ratio_range": {name: ends for name, (_, ends) in spreads.items()},
        "rounds": len(answers),
        "crc": answers[-1]["crc"],
    }
