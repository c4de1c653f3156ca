"""Answers as this project's own engine, from the same plain columns as everybody else."""

import sys
from typing import Any

from answering import serve

from welfare.project.bench.yardstick.program import ON, PROGRAM
from welfare.rules.caseload import Caseload, compute

OF_HOUSEHOLDS = ("start", "household", "county")
QUANTITIES = (*PROGRAM.graph.formulas, *PROGRAM.graph.aggregates)


class Own:
    """Every quantity of the graph stays as a column of the result."""

    def __init__(self, threads: int) -> None:
        self.threads = threads

    def build(self, columns: dict[str, Any]) -> Caseload:
        return Caseload.from_columns(
            jurisdiction=columns["county"],
            offsets=columns["start"],
            applicant=columns["start"][:-1],
            persons={name: column for name, column in columns.items() if name not in OF_HOUSEHOLDS},
            cases={},
            on=ON,
        )

    def compute(self, caseload: Caseload) -> dict[str, Any]:
        result = compute(PROGRAM, caseload, threads=self.threads)
        return {name: result.column(name) for name in QUANTITIES}

    def answers(self, computed: dict[str, Any]) -> dict[str, Any]:
        return computed


if __name__ == "__main__":
    serve(lambda figures: Own(int(sys.argv[1])))
