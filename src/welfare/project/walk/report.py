"""What a walk prints, and its exit code."""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, TextIO

from django.conf import settings

from welfare.connectors.demo_nation.register import Register
from welfare.foundation.audit import BrokenChain
from welfare.project.demo.staff import HUALIEN, TAICHUNG
from welfare.project.walk import journey as journeys
from welfare.project.walk.artefacts import NotThere
from welfare.project.walk.browser import Refused
from welfare.project.walk.journey import Journey, Step
from welfare.project.walk.scratch import scratch_house

#: every paper that must state the amount, by county
PAPERS = {
    HUALIEN: (
        "first-review roster (ODS)", "official document (DI)", "decision letter (PDF)",
        "copy to the other office (DI/SW)", "payment roster (ODS)", "bank file (80 bytes, cents)",
    ),
    TAICHUNG: (
        "decision letter (PDF)", "copy to the other office (DI/SW)", "payment roster (ODS)",
        "bank file (80 bytes, cents)",
    ),
}  # fmt: skip


def walk_command(
    *,
    program: str,
    county: str,
    as_json: bool,
    out: TextIO,
    err: TextIO,
    house: Callable[[], AbstractContextManager[Register]] = scratch_house,
) -> int:
    """Walk and report. 0: every paper is there and all agree; 1: what disagrees; 2: nothing to walk.

    house: opens the house to walk in.
    """
    if county not in PAPERS or not journeys.is_walkable(program, county):
        print(f"There is no walk for {program} in {county}.", file=err)
        return 2
    with house() as register:
        journey = journeys.begin(program, county, register, settings.DATA_DIR / "official_documents")
        if not as_json:
            journey.tell = lambda step: print(_line(step), file=out, flush=True)
        trouble = _go(journey, county) or disagreement(journey.amounts, PAPERS[county])
    if as_json:
        print(json.dumps(_document(journey, program, county, trouble), ensure_ascii=False), file=out)
    elif not trouble:
        amount = next(iter(journey.amounts.values()))
        print(
            f"All {len(journey.amounts)} papers say NT$ {amount:,} a month; the audit trail holds.", file=out
        )
    if trouble:
        print(trouble, file=err)
    return 1 if trouble else 0


def disagreement(amounts: Mapping[str, int], papers: tuple[str, ...]) -> str:
    """One sentence naming the missing paper or the amounts that differ; empty when all agree."""
    if missing := [paper for paper in papers if paper not in amounts]:
        return f"Not made: {', '.join(missing)}."
    if len(set(amounts.values())) > 1:
        told = ", ".join(f"{paper} says NT$ {amount:,}" for paper, amount in amounts.items())
        return f"The papers disagree: {told}."
    return ""


def _go(journey: Journey, county: str) -> str:
    try:
        journeys.go(journey, county)
    except (Refused, NotThere, BrokenChain, LookupError, StopIteration) as stopped:
        after = journey.steps[-1].step if journey.steps else "the start"
        return f"Stopped after {after}: {stopped or type(stopped).__name__}"
    return ""


def _line(step: Step) -> str:
    return f"{step.at:%H:%M:%S}  {step.step:<14} {step.actor:<24} {step.artefact}"


def _document(journey: Journey, program: str, county: str, trouble: str) -> dict[str, Any]:
    steps = [
        {"step": s.step, "actor": s.actor, "time": s.at.isoformat(timespec="seconds"), "artefact": s.artefact}
        for s in journey.steps
    ]
    return {
        "program": program,
        "county": county,
        "agrees": not trouble,
        "disagreement": trouble,
        "amounts": journey.amounts,
        "facts_closed_after_seconds": journey.closed_after,
        "steps": steps,
    }
