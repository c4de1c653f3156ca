"""A program with levels: the strictest that is reached decides, and everything said knows the level."""

from __future__ import annotations

from datetime import date
from typing import Any

from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts
from welfare.rules.tests.households import TODAY, a_household, a_person, pension
from welfare.rules.tests.two_levels.program import PROGRAM

STRICT = ("low_income", "low_income_cap", "low_property")


def answer(income: int | None = 0, movable: int | None = 0, on: date = TODAY, **case: Any) -> Determination:
    person = a_person(
        "p1",
        name="王測甲",
        income=None if income is None else pension(income),
        deposits=None if movable is None else [{"amount": movable}],
        days_in_taiwan=case.pop("days", 360),
    )
    return determine(PROGRAM, Facts.from_json(a_household(person, **case)), on=on)


def test_the_strictest_level_that_is_reached_decides() -> None:
    found = [answer(income) for income in (10_000, 10_001, 15_000, 15_001)]
    assert [(one.outcome, one.level, one.grade, one.monthly_amount) for one in found] == [
        ("eligible", "low", "class_1", 5000),
        ("eligible", "middle", None, 0),
        ("eligible", "middle", None, 0),
        ("ineligible", "", None, None),
    ]
    assert found[0].headline("zh") == "符合低標戶第一款，每月 5,000 元。"
    assert found[0].headline("en") == "Eligible, low household, class 1: NT$ 5,000 a month."


def test_a_status_without_cash_says_so_and_which_test_kept_the_stricter_level_away() -> None:
    found = answer(10_001)
    assert found.text("zh").splitlines() == [
        "符合中標戶，只認定資格，不發現金。",
        "低標戶：收入（低）10,001 元，比標準 10,000 元多 1 元。",
    ]
    assert found.text("en").splitlines()[0] == "Eligible, middle household: a status without payment."
    assert {step.code: step.level for step in found.steps} == {
        "long_enough": "",
        **dict.fromkeys(STRICT, "low"),
        "middle_income": "middle",
        "middle_property": "middle",
    }


def test_the_lowest_limit_binds_within_its_level_only() -> None:
    assert {step.code for step in answer().steps if not step.binding} == {"low_income_cap"}


def test_each_test_of_the_stricter_level_says_what_would_lift_the_case() -> None:
    changes = answer(12_001, 150).counterfactuals
    assert [(c.step, c.level, c.monthly_amount, c.together_with) for c in changes] == [
        ("low_income", "low", 5000, ("low_property",)),
        ("low_income_cap", "low", 5000, ("low_income", "low_property")),
        ("low_property", "low", 5000, ("low_income", "low_income_cap")),
    ]
    assert changes[0].result_zh == "符合低標戶第一款，每月 5,000 元"
    assert answer(9_999, 99).counterfactuals == ()


def test_no_change_is_offered_towards_a_level_about_which_something_is_unknown() -> None:
    person = a_person("p1", income=pension(12_001), securities=None)
    facts = Facts.from_json(a_household(person, given={"middle_property": True}))
    found = determine(PROGRAM, facts, on=TODAY)
    assert {step.code: step.passed for step in found.steps if step.level == "low"} == {
        "low_income": False,
        "low_income_cap": False,
        "low_property": None,
    }
    assert (found.outcome, found.level, found.counterfactuals) == ("eligible", "middle", ())


def test_a_refused_case_is_shown_the_way_to_the_nearest_level() -> None:
    found = answer(15_001, 201)
    assert [(c.step, c.level, c.together_with) for c in found.counterfactuals] == [
        ("middle_income", "middle", ("middle_property",)),
        ("middle_property", "middle", ("middle_income",)),
    ]
    assert found.text("zh").splitlines()[1:] == [
        "低標戶：收入（低）15,001 元，比標準 10,000 元多 5,001 元。",
        "低標戶：收入上限 15,001 元，比標準 12,000 元多 3,001 元。",
        "低標戶：動產（低）201 元，比標準 100 元多 101 元。",
        "中標戶：收入（中）15,001 元，比標準 15,000 元多 1 元。",
        "中標戶：動產（中）201 元，比標準 200 元多 1 元。",
    ]
    assert (
        "收入（中）少 1 元（至多 15,000 元），並且「動產（中）」也改為符合："
        "符合中標戶，只認定資格，不發現金。"
    ) in found.text("zh", "long")
    assert "income (middle) NT$ 1 lower (at most 15,000), and movable (middle) met as well: " in found.text(
        "en", "long"
    )


def test_a_failed_common_test_and_a_missed_level_are_mended_together() -> None:
    changes = answer(15_001, days=100).counterfactuals
    assert [(c.step, c.together_with) for c in changes] == [
        ("long_enough", ("middle_income",)),
        ("middle_income", ("long_enough",)),
    ]


def test_what_is_missing_is_asked_only_where_it_blocks() -> None:
    open_ = answer(None)
    assert (open_.outcome, open_.level) == ("undetermined", "")
    assert [(gap.path, gap.blocks) for gap in open_.missing] == [
        ("persons[0].income", ("low_income", "low_income_cap", "middle_income", "aid_class", "paid_together"))
    ]
    surely_middle = answer(9_000, days=None)
    assert surely_middle.level == ""
    assert [gap.path for gap in surely_middle.missing] == ["persons[0].days_in_taiwan"]
    failed_anyway = answer(None, 201)
    assert failed_anyway.outcome == "ineligible"
    assert failed_anyway.missing == ()


def test_a_level_that_is_sure_is_told_while_a_stricter_one_is_open() -> None:
    person = a_person("p1", income=pension(9_000), securities=None, deposits=[{"amount": 150}])
    facts = Facts.from_json(a_household(person, given={"middle_property": True}))
    found = determine(PROGRAM, facts, on=TODAY)
    assert (found.outcome, found.level, found.passed) == ("undetermined", "middle", False)
    assert found.headline("zh") == "至少符合中標戶；是否符合更優的資格尚無法認定，還缺 1 項資料。"
    assert found.headline("en") == (
        "At least middle household; whether more is due cannot be determined yet: 1 thing is missing."
    )


def test_an_unknown_amount_leaves_the_known_class_standing() -> None:
    found = answer(9_000, on=date(2027, 1, 1))
    assert (found.outcome, found.passed, found.level, found.grade) == ("undetermined", True, "low", "class_1")
    assert found.headline("zh") == "符合低標戶第一款；每月金額尚無法計算，還缺 1 項資料。"
    assert found.headline("en") == (
        "Eligible, low household, class 1; the monthly amount cannot be computed yet: 1 thing is missing."
    )
    assert [gap.path for gap in found.missing] == ["parameters.aid"]
    assert [(one.name, one.monthly_amount) for one in found.shares] == [("王測甲", None)]


def test_shares_and_supplements_stand_in_text_and_json() -> None:
    found = answer(9_000)
    assert [(one.person, one.monthly_amount) for one in found.shares] == [("p1", 5000)]
    assert [(one.code, one.monthly_amount) for one in found.supplements] == [("supplement", 500)]
    text = found.text("zh", "long")
    assert "【每人金額】\n王測甲 5,000 元（試 §3）\n【另外發給】\n加發，每月 500 元（試 §4）" in text
    assert "[Paid beside it]\nextra: NT$ 500 a month (試 §4)" in found.text("en", "long")
    assert Determination.from_json(found.as_json()) == found
    assert answer(12_000).supplements == ()
