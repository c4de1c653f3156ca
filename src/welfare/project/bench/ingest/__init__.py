"""How fast millions of answers come in: opened, verified, parsed, validated, loaded, and killed on the way.

Floors of the same run: PostgreSQL's COPY of the same rows from ready-made text, and what opening costs alone.
"""

from __future__ import annotations

from typing import Any

ROWS, RESULTS = 5_000_000, 1_000_000
_ROWS_A_RESULT = ROWS // RESULTS


def run(size: int | None) -> dict[str, Any]:
    """`size`: rows of the insurance register; a fifth as many results of the tax register."""
    from welfare.project.bench import machine, report
    from welfare.project.bench.ingest import database, floors, inputs
    from welfare.project.bench.ingest.measuring import Register, measure

    ran_on, rows = machine(), size or ROWS
    insurance = Register(
        source="labor_insurance",
        table="lookup_insurancerow",
        label="labour insurance",
        work="decrypt, parse, validate, load",
        floors=floors.opening,
        killed=5,
    )
    tax = Register(
        source="tax_records",
        table="lookup_taxrow",
        label="tax",
        work="verify the signature, validate, parse, load",
        floors=floors.verifying,
        killed=20,
    )
    results = max(rows // _ROWS_A_RESULT, 1)
    with database.migrated() as template:
        found = measure(template, insurance, inputs.insurance(rows), rows, "rows")
        found += measure(template, tax, inputs.tax(results), results, "results")
    return report("ingest", found, ran_on)
