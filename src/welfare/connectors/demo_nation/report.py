"""The report beside every register: each target, where it comes from, and what came out."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from welfare.connectors.demo_nation.tally import Tally

REPORT = "report.json"


@cache
def targets() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((Path(__file__).parent / "targets.yaml").read_text("utf-8")))


def make_report(county: str, tally: Tally, dirty: float) -> str:
    """JSON: `figures` (target, source, came_out, within), `correlations`, `faults` by kind."""
    counts = tally.counts
    report = {
        "synthetic": True,
        "county": county,
        "persons": counts["persons"],
        "dirty": dirty,
        "figures": [_figure(target, tally) for target in targets()],
        "correlations": {name: _rounded(tally.pairs[name].correlation()) for name in sorted(tally.pairs)},
        "events_of_a_year": _named(tally, "event:"),
        "faults": _named(tally, "fault:"),
        "counts": {name: counts[name] for name in sorted(counts) if ":" not in name},
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def _figure(target: dict[str, Any], tally: Tally) -> dict[str, Any]:
    counts = tally.counts
    if target["name"] == "persons_a_household":
        came_out = counts["persons"] / max(counts["households_here"], 1)
    else:
        came_out = counts[target["name"]] / max(counts[target["of"]], 1) * target.get("per", 1)
    figure = {"name": target["name"], "label": target["label"], "came_out": _rounded(came_out)}
    if "value" not in target:
        return figure
    difference = came_out / target["value"] - 1
    return figure | {
        "target": target["value"],
        "difference": _rounded(difference),
        "within": abs(difference) <= target["tolerance"],
        "tolerance": target["tolerance"],
        "source": target["source"],
    }


def _named(tally: Tally, prefix: str) -> dict[str, int]:
    return {
        name.removeprefix(prefix): tally.counts[name]
        for name in sorted(tally.counts)
        if name.startswith(prefix)
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 5)
