"""What a fresh process costs: `welfare determine`, and the compilation of the programs, cold and cached."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from welfare.project import places
from welfare.project.bench.rules.families import families
from welfare.project.bench.rules.household import ON
from welfare.project.bench.rules.rounds import say, spread
from welfare.rules.registry import programs

TIMES = 5


def rows() -> list[dict[str, Any]]:
    """`welfare determine` in a process of its own, beside a Python that does nothing."""
    say("fresh processes")
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.json"
        facts.write_text(json.dumps(families(1)[0]), encoding="utf-8")
        command = [str(Path(sys.executable).with_name("welfare")), "determine", str(facts), "--on", str(ON)]
        return [_determine(program, [*command, "--program", program]) for program in programs()]


def _determine(program: str, command: list[str]) -> dict[str, Any]:
    ours, floor = [], []
    for _ in range(TIMES):
        ours.append(_seconds([*command, "--json"]))
        floor.append(_seconds([sys.executable, "-c", "pass"]))
    return fresh_row(
        f"welfare determine, fresh process: {program}",
        ours,
        {"floor:starting_python": [one / other for one, other in zip(ours, floor, strict=True)]},
    )


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=places.checkout())
    return time.perf_counter() - start


def compiling() -> list[dict[str, Any]]:
    """All programs compiled by a process whose cache is empty, then by others that find it filled."""
    say("compilation, cold and cached")
    with tempfile.TemporaryDirectory() as folder:
        cold = [_compiled(folder)]
        cached = [_compiled(folder) for _ in range(TIMES)]
    return [
        fresh_row("compilation of all programs, cold", cold, {}),
        fresh_row("compilation of all programs, from the cache", cached, {}),
    ]


def _compiled(folder: str) -> float:
    """What a fresh process says it spent until its kernels could run."""
    command = [sys.executable, "-m", "welfare.project.bench.rules.compilation_process"]
    environment = {**os.environ, "WELFARE_DATA_DIR": folder}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return float(json.loads(done.stdout)["compiled_seconds"])


def fresh_row(case: str, taken: list[float], ratios: dict[str, list[float]]) -> dict[str, Any]:
    """One result over repeated processes."""
    spreads = {name: spread(values) for name, values in ratios.items()}
    return {
        "case": case,
        "n": len(taken),
        "seconds": round(statistics.median(taken), 4),
        "seconds_range": spread(taken, 4)[1],
        "ratio_to": {name: median for name, (median, _) in spreads.items()},
        "ratio_range": {name: ends for name, (_, ends) in spreads.items()},
    }
