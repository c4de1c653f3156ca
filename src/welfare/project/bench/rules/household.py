"""One household through the rules, explained, beside the reading of its facts alone."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from welfare.project.bench import beside_floor, report
from welfare.rules.engine import determine
from welfare.rules.facts import Facts
from welfare.rules.registry import program

_ON = date(2026, 11, 20)


def run(size: int) -> dict[str, Any]:
    raw = json.loads((Path(__file__).parent / "one_household.json").read_text("utf-8"))
    allowance = program("senior_living_allowance")
    return report(
        "rules",
        [
            beside_floor(
                "one household of six, explained, with verified counterfactuals",
                lambda: determine(allowance, Facts.from_json(raw), on=_ON),
                floor="reading_the_facts",
                floor_work=lambda: Facts.from_json(raw),
                times=size,
            )
        ],
    )
