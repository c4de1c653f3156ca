"""Runs cases.yaml: facts in, the reasoned answer out; a caseworker can add a case without Python."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts


class _Loader(yaml.SafeLoader):
    """YAML reads the key `on` as a truth value; here only true and false are."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))

BOOK = yaml.load((Path(__file__).parent / "cases.yaml").read_text("utf-8"), _Loader)
DEFAULTS = {
    "jurisdiction": "10015",
    "applied_on": date(2026, 11, 16),
    "documents_complete_on": date(2026, 11, 16),
    "investigated_on": date(2026, 11, 20),
    "listed_status": "none",
    "received_in_previous_year": False,
    "source": "測試資料",
    "as_of": date(2026, 11, 18),
}
NOT_FACTS = {"name", "why", "expect", "on", "demo"}


def answer_of(case: dict[str, Any]) -> Determination:
    facts = {**DEFAULTS, **{key: value for key, value in case.items() if key not in NOT_FACTS}}
    first = facts["persons"][0]["id"]
    facts.update(applicant=first, listed=facts.get("listed", [first]))
    facts["persons"] = [
        {**BOOK["common"], **(BOOK["applicant"] if person["id"] == first else {}), **person}
        for person in facts["persons"]
    ]
    facts = json.loads(json.dumps(facts, default=str))
    on = case.get("on", date(2026, 11, 20))
    return determine("senior_living_allowance", Facts.from_json(facts), on=on, demo=case.get("demo", False))


def observed(answer: Determination, name: str, expected: Any) -> Any:
    members = {member.person: member for member in answer.counted}
    plain = {
        "outcome": lambda: answer.outcome.value,
        "class": lambda: answer.grade,
        "monthly_amount": lambda: answer.monthly_amount,
        "effective_from": lambda: answer.effective_from,
        "counted": lambda: list(members),
        "excluded": lambda: {member.person: member.clause for member in answer.excluded},
        "outside": lambda: [member.person for member in answer.outside],
        "failed": lambda: [step.code for step in answer.steps if step.passed is False],
        "missing": lambda: [gap.path for gap in answer.missing],
        "unverified": lambda: [figure.name for figure in answer.unverified],
        "notes": lambda: [note.code for note in answer.notes],
        "counterfactuals": lambda: [change.step for change in answer.counterfactuals],
        "rung": lambda: {person: members[person].rung for person in expected},
        "work_income": lambda: {person: str(members[person].work_income) for person in expected},
        "binding": lambda: expected if answer.step(expected).binding else "another test",
        "steps": lambda: {
            code: {key: _text(getattr(answer.step(code), key)) for key in wanted}
            for code, wanted in expected.items()
        },
    }
    return plain[name]()


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, Fraction) else value


@pytest.mark.parametrize("case", BOOK["cases"], ids=lambda case: case["name"])
def test_the_case_comes_out_as_the_caseworker_expects(case: dict[str, Any]) -> None:
    answer = answer_of(case)
    assert {name: observed(answer, name, value) for name, value in case["expect"].items()} == case["expect"]
    assert Determination.from_json(json.loads(json.dumps(answer.as_json()))) == answer


def test_there_are_cases_for_every_test_that_can_fail() -> None:
    failed = {code for case in BOOK["cases"] for code in case["expect"].get("failed", [])}
    tests = {step.code for step in answer_of(BOOK["cases"][0]).steps}
    assert tests - failed == {"registered_here", "lives_here"}
