"""How fast millions of answers come in: decrypted, parsed, validated, loaded, and killed on the way.

Floors of the same run: PostgreSQL's COPY of the same rows from ready-made text, and bare decryption.
"""

from __future__ import annotations

from typing import Any

ROWS, RESULTS = 5_000_000, 1_000_000


def run(size: int | None) -> dict[str, Any]:
    """`size`: rows of the insurance register; a fifth as many results of the tax register."""
    from welfare.project.bench import machine, report
    from welfare.project.bench.ingest import insurance

    ran_on = machine()
    return report("ingest", insurance.rows(size or ROWS), ran_on)
