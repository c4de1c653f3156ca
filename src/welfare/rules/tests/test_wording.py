"""What an applicant reads: sentences for tests, persons, changes, grounds, questions, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts
from welfare.rules.tests.households import TODAY, a_household, a_person, answer, pension

CHILD = {"born_on": "1981-05-05", "parents": ["p1"]}
CERTIFIED = {"has_disability_certificate": True, "disability_degree": "moderate", "movables": []}


def of(program: str, raw: dict[str, Any], on: date = TODAY) -> Determination:
    return determine(program, Facts.from_json(raw), on=on)


def section(text: str, heading: str) -> list[str]:
    """The lines under a heading."""
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(heading))
    end = next((i for i, line in enumerate(lines[start + 1 :], start + 1) if line[0] in "【[※*"), len(lines))
    return lines[start + 1 : end]


def test_an_amount_under_at_and_over_its_limit() -> None:
    sentences = {}
    for income in (38_787, 38_788):
        step = answer(a_household(a_person("p1", income=pension(income)))).step("income_within_multiple")
        sentences[income] = (step.reason_zh, step.reason_en)
    assert sentences[38_787] == (
        "每人每月收入 38,787 元，未超過標準 38,787.5 元（少 0.5 元）。",
        "Monthly income per counted member NT$ 38,787, NT$ 0.5 below the limit of NT$ 38,787.5.",
    )
    assert sentences[38_788] == (
        "每人每月收入 38,788 元，比標準 38,787.5 元多 0.5 元。",
        "Monthly income per counted member NT$ 38,788, NT$ 0.5 over the limit of NT$ 38,787.5.",
    )
    step = answer(a_household(a_person("p1", deposits=[{"amount": 2_500_000}]))).step("movable_within_limit")
    assert step.reason_zh == "動產 2,500,000 元，剛好等於標準，符合。"
    assert step.reason_en == "Movable property NT$ 2,500,000, exactly the limit: met."


def test_where_the_law_says_below_the_limit_itself_does_not_pass() -> None:
    other = a_person("p2", **CHILD, **CERTIFIED, unable_to_work_by_disability=True)
    at = of(
        "disability_living_subsidy", a_household(a_person("p1", **CERTIFIED, income=pension(77_575)), other)
    )
    step = at.step("income_below_multiple")
    assert step.reason_zh == "每人每月收入 38,787.5 元，剛好等於標準，須低於標準 38,787.5 元。"
    assert step.reason_en.endswith("exactly the limit: must be below it.")
    (change,) = at.counterfactuals
    assert (change.change_zh, change.change_en) == (
        "每人每月收入低於 38,787.5 元", "monthly income per counted member below NT$ 38,787.5",
    )  # fmt: skip
    below = of(
        "disability_living_subsidy", a_household(a_person("p1", **CERTIFIED, income=pension(77_574)), other)
    )
    assert (
        below.step("income_below_multiple").reason_zh
        == "每人每月收入 38,787 元，未達標準 38,787.5 元（少 0.5 元）。"
    )


def test_a_count_says_what_it_counts_and_what_is_asked() -> None:
    step = answer(a_household(a_person("p1", days_in_taiwan=183))).step("long_enough_in_taiwan")
    assert step.reason_zh == "最近一年居住國內超過 183 日：183 日（須超過 183 日），不符合。"
    assert step.reason_en == (
        "More than 183 days in Taiwan in the last year: 183 days (must be more than 183), not met."
    )
    change = answer(a_household(a_person("p1", days_in_taiwan=183))).counterfactuals[0]
    assert change.change_zh == "最近一年居住國內超過 183 日：達 184 日"


def test_an_amount_without_a_known_limit_that_passes_is_told_without_it() -> None:
    step = answer(a_household()).step("real_estate_within_limit")
    assert (step.reason_zh, step.reason_en) == ("不動產 0 元，符合。", "Real estate NT$ 0: met.")
    assert [source.quantity for source in step.inputs] == []


def test_a_check_of_several_persons_names_those_who_do_not_meet_it() -> None:
    persons = (
        a_person("p1", name="甲", movables=[]),
        a_person("p2", name="乙", spouse="p1", registered_county="63000", movables=[]),
    )
    step = of("low_income_living_support", a_household(*persons, listed=["p1", "p2"])).step("registered_here")
    assert step.reason_zh == "申請輔導人口均設籍本縣市：不符合（乙戶籍不在本縣市）。"
    assert step.reason_en == "All listed persons are registered here: not met (乙: registered elsewhere)."


def test_what_spares_a_test_is_named() -> None:
    listed = answer(a_household(listed_status="middle_low_income")).step("movable_within_limit")
    assert (listed.reason_zh, listed.reason_en) == (
        "列冊中低收入戶，免審此項。", "Waived: listed middle-low-income household.",
    )  # fmt: skip
    unchanged = {"property_added": False, "value_rise_within_adjustment": True}
    owner = a_person("p1", real_estate=[{"kind": "house", "value": 9_000_000}])
    grown = answer(a_household(owner, received_in_previous_year=True, **unchanged))
    assert grown.step("real_estate_within_limit").reason_zh == "前一年度領取者不動產未增加，免審此項。"
    decision = {
        "kind": "special_case", "person": "p1", "by": "衛福部", "on": "2026-10-01", "reason": "專案",
        "waives": "real_estate", "evidence": "函",
    }  # fmt: skip
    special = answer(a_household(owner, decisions=[decision])).step("real_estate_within_limit")
    assert special.reason_zh == "經中央主管機關專案核定之特殊情形，免審此項。"


def test_the_same_gap_of_several_persons_is_told_once() -> None:
    raw = a_household(
        a_person("p1", name="甲", in_custody=None), a_person("p2", name="乙", **CHILD, in_custody=None)
    )
    step = answer(raw).step("movable_within_limit")
    assert step.reason_zh == "動產：尚無法計算，還缺甲、乙「入獄服刑、羈押或拘禁」。"
    assert step.reason_en == (
        "Movable property: cannot be computed yet without 甲, 乙, imprisoned, detained or held by law."
    )


def test_every_kind_of_gap_has_its_question() -> None:
    raw = a_household(
        a_person("p1", name="甲", in_custody=None, days_in_taiwan=None),
        listed_status=None,
    )
    land = a_household(a_person("p1", real_estate=[{"kind": "land", "value": 1}]))
    gaps = (*answer(raw).missing, *answer(land).missing)
    asked = {gap.path: (gap.question_zh, gap.question_en) for gap in gaps}
    assert asked["persons[0].in_custody"] == (
        "請查明甲是否入獄服刑、羈押或拘禁。",
        "Find out for 甲: imprisoned, detained or held by law, yes or no.",
    )
    assert asked["persons[0].days_in_taiwan"] == (
        "請查明甲之最近一年居住國內日數。", "Find out 甲: days in Taiwan in the last year.",
    )  # fmt: skip
    assert asked["listed_status"] == (
        "請查明是否列冊低收入戶或中低收入戶。",
        "Find out: listed as low- or middle-low-income, yes or no.",
    )
    figure = asked["parameters.real_estate_limit"]
    assert figure[0].startswith("請填入「不動產合理價值（縣市標準）」及其來源。花蓮縣")
    assert figure[1] == "Enter real-estate limit of the county with its source."


def test_a_rule_that_is_not_held_for_the_day_is_told_as_such() -> None:
    on = date(2015, 6, 1)
    days = {"documents_complete_on": "2015-05-01", "investigated_on": "2015-06-01", "as_of": "2015-05-01"}
    raw = a_household(a_person("p1", **CERTIFIED), **days)
    found = of("disability_living_subsidy", raw, on=on)
    rule = next(gap for gap in found.missing if gap.path.startswith("rule:"))
    assert rule.question_zh.startswith("本系統尚未載入當日適用之「")
    assert rule.question_en.endswith(" is not held here; a person must decide.")


def test_each_person_is_told_with_relation_reason_and_means() -> None:
    persons = (
        a_person("p1", name="甲", parents=["p2"], income=pension(900), deposits=[{"amount": 5}]),
        a_person(
            "p2", name="乙", sex="female", born_on="1930-01-01", real_estate=[{"kind": "house", "value": 7}]
        ),
        a_person("p3", parents=["p2"], born_on="1956-01-01", is_employed=None, tax_wage=None),
        a_person("p4", name="丁", parents=["p1"], born_on="1990-01-01"),
    )
    decision = {
        "kind": "exclude_member", "person": "p4", "by": "林測社工", "on": "2026-11-01", "reason": "未曾扶養",
        "evidence": "訪視報告 3",
    }  # fmt: skip
    found = answer(a_household(*persons, listed=["p1", "p2"], decisions=[decision]))
    zh, en = section(found.text("zh", "long"), "【應計算"), section(found.text("en", "long"), "[Counted")
    nothing = "工作收入 0 元（無工作能力且未就業，不計工作收入）"
    assert zh[0] == f"甲（本人）：申請人（社會救助法 §5 I）；{nothing}，其他收入 900 元，動產 5 元"
    assert zh[1] == f"乙（母）：申請輔導人口（社會救助法 §5 I）；{nothing}，不動產 7 元"
    assert zh[2].startswith("p3（子，經由乙）：一親等直系血親，不同住也計算（社會救助法 §5 I ②）；工作收入")
    assert zh[3].startswith("丁（子）：不列計，因其他情形特殊")
    assert zh[3].endswith("（未曾扶養）（社會救助法 §5 III ⑨）；由 林測社工 決定，依據：訪視報告 3")
    assert en[0].endswith(
        "(not able to work and not employed: none), other income NT$ 900, movable property NT$ 5"
    )
    assert en[2].startswith(
        "p3 (son of 乙): first-degree relative, wherever they live (社會救助法 §5 I ②); work"
    )
    assert en[3].startswith("丁 (son): not counted, did not support")
    assert en[3].endswith("; decided by 林測社工 on 訪視報告 3")
    assert (
        "※ 丁：不列入應計算人口（§5 III ⑨），由 林測社工 於民國 115 年 11 月 1 日決定，理由：未曾扶養"
        in found.text("zh", "long").splitlines()
    )


def test_work_income_that_is_open_is_told_as_open() -> None:
    child = a_person("p2", name="乙", **CHILD, is_employed=None)
    found = answer(a_household(a_person("p1"), child))
    assert section(found.text("zh", "long"), "【應計算")[1].endswith("；工作收入尚無法確定")
    assert section(found.text("en", "long"), "[Counted")[1].endswith("; work income not yet known")


def test_only_the_binding_limit_is_told_among_the_changes() -> None:
    found = answer(a_household(a_person("p1", income=pension(40_000), deposits=[{"amount": 2_500_001}])))
    assert section(found.text("zh", "long"), "【什麼") == [
        "每人每月收入少 1,212.5 元（至多 38,787.5 元），並且「動產」也改為符合：符合第二級，每月 4,164 元。",
        "動產少 1 元（至多 2,500,000 元），並且「每人每月收入」也改為符合：符合第二級，每月 4,164 元。",
    ]
    assert section(found.text("en", "long"), "[What")[1] == (
        "movable property NT$ 1 lower (at most 2,500,000), and monthly income per counted member met as well:"
        " Eligible, tier 2: NT$ 4,164 a month."
    )
    assert "consumption" not in "".join(section(found.text("en", "long"), "[What"))


def test_the_line_to_the_next_grade_tells_its_result_once() -> None:
    found = answer(a_household(a_person("p1", income=pension(21_435))))
    assert section(found.text("zh", "long"), "【什麼") == [
        "每人每月多 1,838 元以上，會變第二級（4,164 元）。"
    ]
    assert section(found.text("en", "long"), "[What") == [
        "NT$ 1,838 or more higher per person and month: tier 2, NT$ 4,164."
    ]


def test_the_grounds_are_told_once_person_by_person_then_the_figures() -> None:
    interest = {"kind": "interest", "amount": 5_000, "period": "year", "data_year": 2024}
    child = a_person("p2", name="乙", **CHILD, is_employed=True, wage_proof=30_000, deposits=[{"amount": 3}])
    found = answer(a_household(a_person("p1", name="甲", income=[interest]), child))
    zh, en = section(found.text("zh", "long"), "【依據"), section(found.text("en", "long"), "[Grounds")
    assert len(zh) == len(set(zh)) == len(en)
    owners = [line[0] for line in zh if line[0] in "甲乙"]
    assert owners == sorted(owners, key="甲乙".index)
    assert all(line[0] in "甲乙" for line in zh[: len(owners)])
    assert "甲之利息、股利、租金（全年）：5,000（test register，115.11.18，113 年度資料）" in zh
    assert (
        "甲: interest, dividends and rent, whole year: 5,000 (test register, 2026-11-18, data of 2024)" in en
    )
    assert "乙之已就業：是（test register，115.11.18）" in zh
    assert "乙: employed now: yes (test register, 2026-11-18)" in en
    assert any(line.startswith("最低生活費：15,515（衛生福利部") for line in zh[len(owners) :])


def test_a_figure_that_nobody_confirmed_is_told_with_its_status() -> None:
    raw = a_household(a_person("p1", real_estate=[{"kind": "house", "value": 9}]))
    found = determine("senior_living_allowance", Facts.from_json(raw), on=TODAY, demo=True)
    (zh,) = section(found.text("zh", "long"), "【尚未確認")
    (en,) = section(found.text("en", "long"), "[Figures")
    assert zh.startswith("不動產合理價值（縣市標準）：6,500,000（尚未確認）")
    assert en.startswith("real-estate limit of the county: 6,500,000 (unverified) ")


def test_the_division_shows_the_parts_of_the_sum() -> None:
    child = a_person("p2", **CHILD, is_employed=True, wage_proof=30_000)
    step = answer(a_household(a_person("p1", income=pension(900)), child)).step("income_within_multiple")
    assert (step.per_text, step.per_text_en) == ("（30,000＋900）÷ 2 人", "（30,000＋900）÷ 2")
    alone = answer(a_household(a_person("p1", income=pension(900)))).step("income_within_multiple")
    assert (alone.per_text, alone.per_text_en) == ("900 ÷ 1 人", "900 ÷ 1")


def test_a_benefit_that_stands_in_the_way_is_to_be_given_up() -> None:
    benefit = {"code": "elderly_farmer_allowance", "monthly_amount": 8_110}
    found = answer(a_household(a_person("p1", benefits=[benefit])))
    assert found.step("no_exclusive_benefit").passed is False
    (change,) = found.counterfactuals
    assert (change.change_zh, change.to_text) == ("未領取應擇一之給付：不再領取", "0")
    assert change.change_en == "receives no benefit of the one-only list: given up"


def test_an_answer_that_rests_on_nothing_names_no_grounds() -> None:
    bare = replace(answer(a_household(a_person("p1"))), steps=(), excluded=())
    assert "【依據】" not in bare.text("zh", "long")
    assert "[Grounds]" not in bare.text("en", "long")
