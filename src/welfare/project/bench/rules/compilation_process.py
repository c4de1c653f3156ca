"""A process that makes the kernels of all programs ready and says how long it took; see `fresh`."""

from __future__ import annotations

import json
import sys
import time

from welfare.rules.caseload import compute_all
from welfare.rules.caseload.synthetic import generate
from welfare.rules.registry import programs

HOUSEHOLDS = 200

if __name__ == "__main__":
    chosen = list(programs().values())
    known, holes = generate(HOUSEHOLDS), generate(HOUSEHOLDS, holes=0.2)
    start = time.perf_counter()
    for caseload in (known, holes):  # the kernel for what is known, and the careful one
        compute_all(chosen, caseload)
    json.dump({"compiled_seconds": time.perf_counter() - start}, sys.stdout)
