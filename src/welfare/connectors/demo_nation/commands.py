"""`welfare people generate`: write a synthetic register."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from welfare.connectors.demo_nation.generate import generate


def generate_command(
    *,
    out: Path,
    county: str = "10015",
    persons: int = 3300,
    seed: int = 115,
    as_json: bool = False,
    stdout: TextIO = sys.stdout,
    stderr: TextIO = sys.stderr,
) -> int:
    """Generate into `out` and report what was written. Exit code 0, or 2 with one sentence on stderr."""
    try:
        manifest = generate(county, persons, seed, out=out)
    except ValueError as problem:
        print(problem, file=stderr)
        return 2
    if as_json:
        print(json.dumps(asdict(manifest), ensure_ascii=False), file=stdout)
    else:
        print(
            f"已產生 {manifest.persons:,} 人（縣內）、{manifest.relatives:,} 位縣外或已故親屬，"
            f"共 {manifest.households:,} 戶、{manifest.villages} 個村里：{out}",
            file=stdout,
        )
    return 0
