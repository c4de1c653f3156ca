"""Promises of the engine as properties: exact totals, unknown is not no, excluded persons change nothing."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.rules.explanation import Determination
from welfare.rules.facts.loading import PERSON_FACTS
from welfare.rules.tests.households import a_household, a_person, answer, pension

MONEY = st.integers(0, 200_000)
QUICK = settings(max_examples=40, deadline=None)
CHILD = {"born_on": "1981-05-05", "parents": ["p1"]}


@QUICK
@given(st.lists(MONEY, min_size=1, max_size=5), st.lists(MONEY, max_size=3))
def test_totals_are_compared_before_anything_is_rounded(monthly: list[int], yearly: list[int]) -> None:
    people = [a_person("p1", income=pension(monthly[0]))]
    for index, amount in enumerate(monthly[1:]):
        people.append(a_person(f"m{index}", **CHILD, is_employed=True, wage_proof=amount))
    for index, amount in enumerate(yearly):
        wage = {"value": amount + 1, "data_year": 2024}
        people.append(a_person(f"y{index}", **CHILD, is_employed=True, tax_wage=wage))
    exact = sum(map(Fraction, monthly)) + sum(Fraction(amount + 1, 12) for amount in yearly)
    step = answer(a_household(*people)).step("income_within_multiple")
    assert step.value == exact / len(people)
    assert step.passed is (exact <= Fraction(15515 * 250, 100) * len(people))
    assert step.difference == Fraction(77575, 2) - exact / len(people)


UNKNOWABLE = sorted(
    set(PERSON_FACTS) - {"died_on", "wage_proof"}
    | {"income", "deposits", "securities", "real_estate", "benefits"}
)


@QUICK
@given(st.sets(st.sampled_from(UNKNOWABLE), min_size=1, max_size=4), st.booleans(), MONEY)
def test_unknown_never_becomes_no_or_yes(names: set[str], of_child: bool, wage: int) -> None:
    """Whatever is hidden, a decided answer equals the answer with everything known."""

    def people(hidden: set[str]) -> list[dict[str, Any]]:
        both = [a_person("p1"), a_person("p2", **CHILD, is_employed=True, wage_proof=wage)]
        for name in hidden:
            both[of_child].pop(name, None)
        return both

    whole, partial = answer(a_household(*people(set()))), answer(a_household(*people(names)))
    if partial.outcome == "undetermined":
        assert partial.missing
    else:
        assert (partial.outcome, partial.grade, partial.monthly_amount) == (
            whole.outcome,
            whole.grade,
            whole.monthly_amount,
        )


@QUICK
@given(
    MONEY,
    st.integers(0, 10**8),
    st.sampled_from(["in_custody", "in_military_service", "publicly_funded_student"]),
    st.sampled_from([0, 30_000, 40_000]),
)
def test_an_excluded_person_changes_nothing(wage: int, assets: int, clause: str, own: int) -> None:
    alone = answer(a_household(a_person("p1", income=pension(own))))
    excluded = a_person(
        "p2", **CHILD, is_employed=True, wage_proof=wage, deposits=[{"amount": assets}],
        real_estate=[{"kind": "land", "value": assets}], **{clause: True},
    )  # fmt: skip
    together = answer(a_household(a_person("p1", income=pension(own)), excluded))
    assert [member.person for member in together.excluded] == ["p2"]
    assert (together.outcome, together.grade, together.counted) == (alone.outcome, alone.grade, alone.counted)
    for ours, theirs in zip(together.steps, alone.steps, strict=True):
        assert (ours.value, ours.limit, ours.status) == (theirs.value, theirs.limit, theirs.status)


def test_every_figure_of_a_test_names_its_source() -> None:
    step = answer(a_household(a_person("p1", income=pension(20_000)))).step("income_within_multiple")
    found = {source.quantity: source for source in step.inputs}
    assert found["yearly_other_income"].source == "test register"
    assert found["minimum_living_expense"].status == "in_force"
    assert "衛生福利部" in found["minimum_living_expense"].source
    assert all(source.source for source in step.inputs)


def test_a_gauge_has_its_limit_at_seventy_percent_and_the_tier_line_as_a_mark() -> None:
    step = answer(a_household(a_person("p1", income=pension(38_787)))).step("income_within_multiple")
    assert step.binding
    assert step.fill() is not None
    assert abs(float(step.fill() or 0) - 70) < 0.01
    assert [(mark.label_zh, mark.text) for mark in step.marks] == [("第一級", "23,273")]
    assert (step.value_text, step.limit_text, step.difference_text) == ("38,787", "38,787.5", "0.5")


def test_a_change_that_is_offered_really_flips_the_answer() -> None:
    refused = answer(a_household(a_person("p1", income=pension(40_000), deposits=[{"amount": 2_500_001}])))
    changes = {change.step: change for change in refused.counterfactuals}
    assert changes["movable_within_limit"].together_with == (
        "income_within_multiple",
        "income_within_consumption",
    )
    assert all(change.outcome == "eligible" and change.verified for change in refused.counterfactuals)
    mended = answer(a_household(a_person("p1", income=pension(38_787), deposits=[{"amount": 2_500_000}])))
    assert (mended.outcome, mended.monthly_amount) == (
        "eligible",
        changes["movable_within_limit"].monthly_amount,
    )


def test_the_line_to_the_next_tier_is_offered_to_those_who_are_granted() -> None:
    change = answer(a_household(a_person("p1", income=pension(21_435)))).counterfactuals[0]
    assert change.change_zh == "每人每月多 1,838 元以上，會變第二級（4,164 元）"


def test_no_line_is_offered_for_a_tier_that_the_file_gives() -> None:
    told = {"tier": 1, "income_within_multiple": True, "income_within_consumption": True}
    known = answer(a_household(a_person("p1", income=pension(21_435)), given=told))
    unknown = answer(a_household(a_person("p1", income=None), given=told))
    for found in (known, unknown):
        assert (found.outcome, found.grade, found.counterfactuals) == ("eligible", "tier_1", ())


def test_an_excluded_child_who_returns_changes_the_answer() -> None:
    child = a_person("p2", **CHILD, in_custody=True, is_employed=True, wage_proof=200_000)
    change = answer(a_household(a_person("p1"), child)).counterfactuals[-1]
    assert (change.step, change.outcome) == ("is_counted", "ineligible")


def test_relations_run_from_every_listed_person() -> None:
    """The brother counts through the listed mother, not through the applicant (O02)."""
    people = [
        a_person("p1", parents=["p2"]),
        a_person("p2", sex="female", born_on="1930-01-01"),
        a_person("p3", parents=["p2"], born_on="1956-01-01"),
    ]
    assert [m.person for m in answer(a_household(*people)).outside] == ["p3"]
    both = answer(a_household(*people, listed=["p1", "p2"]))
    brother = next(member for member in both.counted if member.person == "p3")
    assert (brother.relation, brother.roots) == ("child", ("p2",))


def test_what_is_asked_first_decides_soonest() -> None:
    person = a_person("p1", in_custody=None, income=None, days_in_taiwan=None)
    gaps = [gap.path for gap in answer(a_household(person)).missing]
    assert gaps == ["persons[0].in_custody", "persons[0].income", "persons[0].days_in_taiwan"]


def test_an_incomplete_file_is_granted_without_a_first_month_and_asks_for_it() -> None:
    raw = a_household()
    del raw["documents_complete_on"]
    found = answer(raw)
    assert (found.outcome, found.effective_from) == ("eligible", None)
    assert [gap.path for gap in found.missing] == ["documents_complete_on"]


def test_the_rule_version_follows_figures_and_not_households() -> None:
    one, other = answer(a_household()), answer(a_household(a_person("p1", income=pension(30_000))))
    assert one.rule_version == other.rule_version
    assert one.rule_version != answer(a_household(), demo=True).rule_version


def test_an_answer_survives_its_journey_through_json() -> None:
    for raw in (
        a_household(),
        a_household(a_person("p1", income=pension(39_000))),
        a_household(a_person("p1", income=None)),
    ):
        found = answer(raw)
        document = json.loads(json.dumps(found.as_json()))
        assert Determination.from_json(document) == found
        assert {"class", "counted_persons", "steps", "missing", "counterfactuals"} <= set(document)


def test_an_answer_kept_before_a_part_was_added_is_still_read() -> None:
    found = answer(a_household())
    older = found.as_json()
    del older["stops_from"]
    assert Determination.from_json(older) == found


def test_a_yes_or_no_has_no_bar() -> None:
    assert answer(a_household()).step("not_in_custody").fill() is None


def test_the_end_of_a_payment_is_said_in_both_languages() -> None:
    change = {"change_kind": "stop", "changed_on": "2026-11-02"}
    found = answer(a_household(a_person("p1", placed_at_public_cost=True), **change))
    assert found.text("zh").splitlines()[1] == "自民國 115 年 12 月起停發。"
    assert found.text("en").splitlines()[1] == "No payment from 2026-12."


def test_who_does_not_count_is_named_with_the_clause() -> None:
    found = answer(a_household(a_person("p1"), a_person("p2", name="陳測乙", **CHILD, in_custody=True)))
    assert "陳測乙（子）：不列計，入獄服刑、因案羈押或依法拘禁（社會救助法 §5 III ⑦）" in found.text(
        "zh", "long"
    )
    assert "陳測乙 (son): not counted, imprisoned, detained" in found.text("en", "long")
    (cited,) = found.excluded[0].inputs
    assert (cited.label_zh, cited.value_text, cited.source) == (
        "陳測乙之入獄服刑、羈押或拘禁", "是", "test register",
    )  # fmt: skip


def test_what_is_missing_is_asked_in_both_languages() -> None:
    found = answer(a_household(a_person("p1", in_custody=None)))
    assert found.text("zh").splitlines()[-1].startswith("請查明p1是否")
    assert found.text("en").splitlines()[-1].startswith("Find out for p1: ")


def test_the_answer_can_be_read_in_both_languages() -> None:
    found = answer(a_household(a_person("p1", income=pension(40_000))))
    assert found.text("zh") == (
        "不符合中低收入老人生活津貼。\n"
        "每人每月收入 40,000 元，比標準 38,787.5 元多 1,212.5 元。\n"
        "每人每月收入（消費支出上限）40,000 元，比標準 39,960 元多 40 元。"
    )
    assert found.text("en").startswith("Not eligible for Senior living allowance.")
    assert "社會救助法 §5 I" in found.text("zh", "long")
