"""A county of people who do not exist, both forms, beside writing bytes that are there already."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from welfare.project.bench import machine, report
from welfare.project.trouble import Trouble

HUALIEN = 328_749
_GENERATE = ("people", "generate", "--county", "10015", "--json", "--persons")


class NotGenerated(Trouble):
    """The generator ended with an error."""


def run(size: int | None) -> dict[str, Any]:
    """`size`: living people. The time is that of the command, its start included; memory of one process."""
    persons, ran_on = size or HUALIEN, machine()
    with tempfile.TemporaryDirectory(prefix="people-") as place:
        out, again = Path(place) / "register", Path(place) / "again"
        began = time.perf_counter()
        said = _generated(persons, out)
        seconds = time.perf_counter() - began
        began = time.perf_counter()
        shutil.copytree(out, again)
        floor = time.perf_counter() - began
        figures = json.loads((out / "report.json").read_text("utf-8"))["figures"]
        mebibytes = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) >> 20
    compared = [figure for figure in figures if "target" in figure]
    row = {
        "case": "one county: people, households, kinship, events, as lines and as Parquet",
        "n": persons,
        "seconds": round(seconds, 1),
        "per_second": round(persons / seconds),
        "peak_rss_mb": said["peak_mib"],
        "ratio_to": {"floor:copying the same files": round(seconds / floor, 1)},
        "megabytes": mebibytes,
        "rates_within_tolerance": f"{sum(figure['within'] for figure in compared)} of {len(compared)}",
    }
    return report("people", [row], ran_on)


def _generated(persons: int, out: Path) -> dict[str, Any]:
    words = [sys.executable, "-m", "welfare.project.cli", *_GENERATE, str(persons), "--out", str(out)]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise NotGenerated(ended.stderr[-400:])
    said: dict[str, Any] = json.loads(ended.stdout)
    return said
