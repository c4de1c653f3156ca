"""The real programs on a nation of synthetic households: seconds, memory, bytes a household."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from typing import Any

from welfare.project.bench.rules.rounds import say


def rows(households: int) -> list[dict[str, Any]]:
    """One row for all programs together, in a process of its own, compiled before the clock starts."""
    say(f"all programs, {households:,} households")
    command = [sys.executable, "-m", "welfare.project.bench.rules.nation_process", str(households)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout)
    seconds = statistics.median(found["seconds"])
    return [
        {
            "case": f"{found['programs']} programs together, every quantity kept",
            "n": households,
            "seconds": round(seconds, 4),
            "seconds_range": [round(min(found["seconds"]), 4), round(max(found["seconds"]), 4)],
            "per_second": round(households / seconds),
            "peak_rss_mb": found["peak_rss_mb"],
            "bytes_per_household": round(found["bytes"] / households, 1),
            "ratio_to": {
                "floor:copying_as_many_bytes": round(seconds / statistics.median(found["copying"]), 2)
            },
            "persons": found["persons"],
            "quantities": found["quantities"],
            "eligible": found["eligible"],
        }
    ]
