"""Several programs for one household: the draft of one stands in for a register that has not told."""

from __future__ import annotations

import io
import json
from typing import Any

from welfare.rules.commands.determine import determine_command
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts
from welfare.rules.facts.vocabulary import LISTED_STATUS
from welfare.rules.registry import program, programs
from welfare.rules.tests.households import TODAY, a_household, a_person, pension
from welfare.rules.together import determine_all

CODES = ("senior_living_allowance", "low_income_living_support", "disability_living_subsidy")


def answers(codes: tuple[str, ...] = CODES, income: int | None = 0, **case: Any) -> dict[str, Determination]:
    person = a_person(
        "p1", name="王測甲", income=None if income is None else pension(income),
        has_disability_certificate=True, disability_degree="moderate",
        unable_to_work_by_disability=True, movables=[],
        registered_county=case.get("jurisdiction", "10015"),
    )  # fmt: skip
    facts = Facts.from_json(a_household(person, **{"listed_status": None, **case}))
    found = determine_all([program(code) for code in codes], facts, on=TODAY)
    assert [answer.program for answer in found] == list(codes)
    return {answer.program: answer for answer in found}


def test_a_low_income_draft_spares_the_allowances_their_means_test_and_is_cited() -> None:
    found = answers()
    assert found["low_income_living_support"].level == "low_income"
    senior = found["senior_living_allowance"]
    step = senior.step("income_within_multiple")
    assert (senior.outcome, step.status) == ("eligible", "waived")
    assert step.reason_zh == "依本次試算為低收入戶，免審此項。"
    assert step.reason_en == "Waived: by the draft determination of this run, low-income household."
    note = next(note for note in senior.notes if note.code == "listed_status_of_this_run")
    assert note.text_zh == "列冊身分尚未查得，暫以本次試算之結果代替（低收入戶）；請查明後再核定。"
    assert found["disability_living_subsidy"].grade == "low_income_moderate"


def test_what_is_spared_cites_the_draft_that_spares_it() -> None:
    found = answers()["senior_living_allowance"]
    (cited,) = found.step("income_within_multiple").inputs
    assert (cited.quantity, cited.value_text, cited.source, cited.ref) == (
        "is_listed_low_income", "是", "draft determination of this run", "low_income_living_support",
    )  # fmt: skip
    found = answers()["disability_living_subsidy"]
    cited = [note.text_en for note in found.notes]
    assert any(text.startswith("No register has told the listed status; the draft") for text in cited)


def test_a_refused_household_is_not_listed_and_its_means_are_tested() -> None:
    found = answers(income=30_000)
    assert found["low_income_living_support"].outcome == "ineligible"
    step = found["senior_living_allowance"].step("income_within_multiple")
    assert (step.status, step.value_text) == ("passed", "30,000")
    assert found["senior_living_allowance"].missing == ()


def test_while_the_low_income_answer_is_open_the_status_stays_unknown() -> None:
    found = answers(income=None)
    assert found["low_income_living_support"].outcome == "undetermined"
    assert "listed_status" in [gap.path for gap in found["senior_living_allowance"].missing]


def test_a_household_that_passes_without_a_known_amount_has_its_status() -> None:
    found = answers(jurisdiction="66000")
    low = found["low_income_living_support"]
    assert (low.outcome, low.passed, low.level) == ("undetermined", True, "low_income")
    assert found["senior_living_allowance"].step("movable_within_limit").status == "waived"


def test_the_register_stands_before_the_draft() -> None:
    found = answers(listed_status="none")
    step = found["senior_living_allowance"].step("income_within_multiple")
    assert (step.status, step.value_text) == ("passed", "0")
    assert "listed_status_of_this_run" not in [note.code for note in found["senior_living_allowance"].notes]


def test_without_the_program_that_grants_it_the_status_is_asked_for() -> None:
    found = answers(("senior_living_allowance",))["senior_living_allowance"]
    assert found.step("income_within_multiple").status == "passed"
    alone = answers(("senior_living_allowance",), income=40_000)["senior_living_allowance"]
    assert [gap.path for gap in alone.missing] == ["listed_status"]


def test_the_levels_of_the_program_that_grants_are_the_codes_of_the_status() -> None:
    for one in programs().values():
        if one.grants_status:
            assert {level.code for level in one.levels} == set(LISTED_STATUS) - {"none"}


def test_the_command_asks_the_low_income_program_first_and_keeps_the_order_of_the_answers() -> None:
    document = io.StringIO(json.dumps(a_household(a_person("p1", movables=[]), listed_status=None)))
    out = io.StringIO()
    assert determine_command("-", programs=CODES[:2], as_json=True, stdin=document, out=out) == 0
    senior, low = json.loads(out.getvalue())["determinations"]
    assert (senior["program"], low["program"]) == CODES[:2]
    assert "listed_status_of_this_run" in [note["code"] for note in senior["notes"]]
