"""`welfare people generate`: write a synthetic register."""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from welfare.connectors.demo_nation.generate import Manifest, generate
from welfare.connectors.demo_nation.parts import HUALIEN
from welfare.connectors.demo_nation.report import REPORT

FORMS = ("both", "register", "tables")


def generate_command(
    *,
    out: Path,
    county: str = HUALIEN,
    persons: int = 3300,
    seed: int = 115,
    dirty: float = 0.0,
    form: str = "both",
    processes: int | None = None,
    as_json: bool = False,
    stdout: TextIO = sys.stdout,
    stderr: TextIO = sys.stderr,
) -> int:
    """Generate into `out` and report what was written. Exit code 0, or 2 with one sentence on stderr."""
    began = time.monotonic()
    try:
        manifest = generate(
            county,
            persons,
            seed,
            out=out,
            dirty=dirty,
            register=form != "tables",
            tables=form != "register",
            processes=processes,
            progress=lambda done, parts: _tell(stderr, done, parts),
        )
    except ValueError as problem:
        print(problem, file=stderr)
        return 2
    seconds = time.monotonic() - began
    if as_json:
        print(json.dumps(asdict(manifest) | _cost(seconds), ensure_ascii=False), file=stdout)
    else:
        _summarise(manifest, out, seconds, stdout)
    return 0


def _tell(stderr: TextIO, done: int, parts: int) -> None:
    if parts > 1 and stderr.isatty():
        print(f"\r{done}/{parts}", end="\n" if done == parts else "", file=stderr, flush=True)


def _cost(seconds: float) -> dict[str, float]:
    """Wall time, and the most memory this process and any of its workers had."""
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {"seconds": round(seconds, 1), "peak_mib": round(max(peaks) / 1024)}


def _summarise(manifest: Manifest, out: Path, seconds: float, stdout: TextIO) -> None:
    cost = _cost(seconds)
    print(
        f"已產生 {manifest.persons:,} 人、{manifest.relatives:,} 位縣外或已故親屬，"
        f"共 {manifest.households:,} 戶、{manifest.villages:,} 個村里：{out}\n"
        f"用了 {cost['seconds']} 秒，單一行程最多 {cost['peak_mib']:.0f} MiB 記憶體。",
        file=stdout,
    )
    if manifest.faults:
        print(f"故意寫錯 {manifest.faults:,} 人的資料，正確值在 truth.jsonl。", file=stdout)
    for figure in json.loads((out / REPORT).read_text("utf-8"))["figures"]:
        if "target" in figure:
            sign = "符合" if figure["within"] else "偏離"
            print(f"{sign}  {figure['label']}：{figure['came_out']}（目標 {figure['target']}）", file=stdout)
