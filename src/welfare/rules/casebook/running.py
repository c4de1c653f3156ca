"""Determine a case and name every difference from what its author expects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from welfare.rules.casebook.observing import observed, same
from welfare.rules.casebook.reading import ABOUT, Case, InvalidCases
from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts, InvalidFacts
from welfare.rules.jurisdictions import JURISDICTIONS
from welfare.rules.overlay import InvalidOverlay, assumed
from welfare.rules.parameters import Overlay
from welfare.rules.registry import program
from welfare.rules.yaml_text import is_day

_COUNTIES = {j.zh: code for code, j in JURISDICTIONS.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """`key` is the path inside `expect`, such as `steps.income_within_multiple.limit`."""

    key: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Result:
    """`answer` is None for a case that is not computed or whose facts are refused, as expected."""

    case: Case
    answer: Determination | None
    differences: tuple[Difference, ...]


def run_case(case: Case) -> Result:
    """Determine the case; raises InvalidCases when its facts cannot be used and it does not expect that."""
    if case.not_computed:
        return Result(case, None, ())
    wanted = case.expect.get("refused")
    try:
        answer = answer_of(case)
    except InvalidFacts as refused:
        paths = [problem.path for problem in refused.problems]
        if wanted is None:
            raise InvalidCases(f"{case.where}, {problem}" for problem in refused.problems) from refused
        return Result(case, None, tuple(_differences("refused", wanted, paths)))
    found = (
        difference
        for key, expected in case.expect.items()
        for difference in _differences(key, expected, observed(answer, key, expected))
    )
    return Result(case, answer, tuple(found))


def answer_of(case: Case) -> Determination:
    """The reasoned answer; raises InvalidFacts."""
    told = {**case.layer("case"), **case.told}
    on = told.pop("on")
    if not is_day(on):
        raise InvalidCases([f"{case.where}, on: {on!r} is not a date; write it as 2026-11-20."])
    facts = Facts.from_json(facts_of(case))
    return determine(
        case.program, facts, on=on, demo=bool(case.told.get("demo")), overlay=_assumed(case, facts)
    )


def _assumed(case: Case, facts: Facts) -> Overlay | None:
    """Figures and switches that the case sets otherwise than they stand."""
    if not case.told.get("assume"):
        return None
    try:
        return assumed(case.told["assume"], facts.jurisdiction, program(case.program))
    except InvalidOverlay as fault:
        raise InvalidCases(f"{case.where}, {problem}" for problem in fault.problems) from fault


def facts_of(case: Case) -> dict[str, Any]:
    """The facts file of a case, as `welfare determine` reads it; the applicant is the first person."""
    told = {
        key: value for key, value in {**case.layer("case"), **case.told}.items() if key not in ABOUT | {"on"}
    }
    told["jurisdiction"] = _county(told["jurisdiction"])
    first = str(told["persons"][0]["id"])
    told.setdefault("applicant", first)
    told.setdefault("listed", [first])
    told["persons"] = [
        {
            "name": str(person["id"]),
            "registered_county": told["jurisdiction"],
            **case.layer("common"),
            **(case.layer("applicant") if person["id"] == told["applicant"] else {}),
            **person,
        }
        for person in told["persons"]
    ]
    for person in told["persons"]:
        person["registered_county"] = _county(person["registered_county"])
    facts: dict[str, Any] = json.loads(json.dumps(told, default=str))
    return facts


def _county(written: Any) -> Any:
    return _COUNTIES.get(written, written) if isinstance(written, str) else written


def _differences(key: str, expected: Any, found: Any) -> Iterator[Difference]:
    if isinstance(expected, dict) and isinstance(found, dict):
        for name in dict.fromkeys((*expected, *found)):
            yield from _differences(f"{key}.{name}", expected.get(name), found.get(name))
    elif not same(expected, found):
        yield Difference(key, text(expected), text(found))


def text(value: Any) -> str:
    """A value as it is written in a case file."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, str) or value is None:
        return value or "—"
    return json.dumps(value, ensure_ascii=False, default=str)
