"""The ingesting process: takes in everything that lies in a folder, as a round would, and says what it cost.

Run as a program of its own so that it can be killed, and its memory is its own.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from welfare.project import boot, places


def main(database: str, source: str, folder: str) -> dict[str, Any]:
    """Everything that lies there is dealt with when this returns."""
    boot.django(start_database=False)
    from welfare.lookup.exchange import receiving
    from welfare.project import cluster
    from welfare.project.bench.ingest.folders import register

    running = cluster.running(places.data_dir())
    if running is None:
        raise SystemExit("the private database does not run")
    running.point_django_at(database)
    began = time.perf_counter()
    dealt = receiving.collect(register(source, Path(folder)))
    return {"dealt": dealt, "seconds": time.perf_counter() - began, "peak_rss_mb": round(_peak_mb(), 1)}


def _peak_mb() -> float:
    """The most this process, or any it started to open envelopes, ever held."""
    own = next(line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)
    opened = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(own.split()[1]), opened) / 1024


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
