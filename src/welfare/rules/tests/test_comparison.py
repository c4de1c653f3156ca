"""Two runs side by side: the same order for one household and for columns; no amount lost between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.rules.caseload import OUTCOMES
from welfare.rules.comparison import report
from welfare.rules.comparison.caseload import CaseloadChange, compare_runs
from welfare.rules.comparison.effect import Effect
from welfare.rules.comparison.household import HouseholdChange, as_json, compare_answers
from welfare.rules.engine import determine
from welfare.rules.explanation import Determination
from welfare.rules.facts import Facts
from welfare.rules.outcome import Outcome
from welfare.rules.overlay import read_overlay
from welfare.rules.registry import programs
from welfare.rules.tests.households import TODAY, a_household, a_person, pension

SENIOR = programs()["senior_living_allowance"]
LOW_INCOME = programs()["low_income_living_support"]
COUNTIES = ("10015", "63000", "65000")
YES, NO, OPEN = map(OUTCOMES.index, (Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.UNDETERMINED))


def changed(folder: Path, figures: str, raw: dict[str, Any], on: date = TODAY) -> HouseholdChange:
    path = folder / "what-if.yaml"
    path.write_text(figures, "utf-8")
    facts, overlay = Facts.from_json(raw), read_overlay(path, programs().values())
    before, after = (determine(SENIOR, facts, on=on, overlay=one) for one in (None, overlay))
    return compare_answers(SENIOR, before, after)


def figure(name: str, value: int, level: str = "taiwan_province") -> str:
    return f"{level}:\n  {name}:\n    - {{from: 2026-01-01, value: {value}, source: 試算}}\n"


def test_a_lower_line_takes_the_allowance_and_names_the_step_that_changed(tmp_path: Path) -> None:
    person = a_person("p1", income=pension(38_000))
    change = changed(tmp_path, figure("minimum_living_expense", 15_000), a_household(person))
    assert (change.effect, change.difference) == (Effect.LOSES, -4164)
    (step,) = change.steps
    assert (step.code, step.value, step.limit) == (
        "income_within_multiple",
        ("38,000", "38,000"),
        ("38,787.5", "37,500"),
    )
    assert step.verdict_zh == ("符合", "不符合")
    assert change.text("en").splitlines() == [
        "Senior living allowance: loses",
        "As it stands: Eligible, tier 2: NT$ 4,164 a month.",
        "With the figures assumed: Not eligible for Senior living allowance.",
        "NT$ 4,164 less a month, NT$ 49,968 a year.",
        "- monthly income per counted member: NT$ 38,000, limit NT$ 38,787.5 → 37,500 (met → not met)",
    ]
    assert as_json(change) | {"difference_a_year": -49_968, "effect": "loses"} == as_json(change)


def test_a_higher_tier_line_wins_and_says_how_much_a_year(tmp_path: Path) -> None:
    person = a_person("p1", income=pension(24_000))
    change = changed(tmp_path, figure("tier_line", 25_000), a_household(person))
    assert (change.effect, change.difference, change.steps) == (Effect.WINS, 4165, ())
    assert "每月增加 4,165 元，一年 49,980 元。" in change.text()
    assert "NT$ 4,165 more a month, NT$ 49,980 a year." in change.text("en")


def test_nothing_changes_where_the_assumed_figure_does_not_bear(tmp_path: Path) -> None:
    change = changed(tmp_path, figure("tier_line", 25_000, "taipei"), a_household())
    assert (change.effect, change.difference, change.steps) == (Effect.SAME, 0, ())
    assert change.text().splitlines() == [
        "中低收入老人生活津貼：不變",
        "現行：符合第一級，每月 8,329 元。",
        "假設：符合第一級，每月 8,329 元。",
    ]
    assert change.before.rule_version == change.after.rule_version


def test_an_assumed_figure_changes_the_rule_version_and_is_shown_as_assumed(tmp_path: Path) -> None:
    change = changed(tmp_path, figure("tier_line", 23_274), a_household())
    assert change.before.rule_version != change.after.rule_version
    assert [(one.name, one.status) for one in change.after.unverified] == [("tier_line", "assumed")]


def test_an_open_answer_cannot_be_compared(tmp_path: Path) -> None:
    house = a_person("p1", real_estate=[{"kind": "house", "value": 300_000}])
    text = figure("senior_living_allowance.real_estate_limit", 5_000_000, "hualien")
    change = changed(tmp_path, text, a_household(house))
    assert (change.effect, change.difference) == (Effect.UNCLEAR, None)
    assert [(step.code, step.verdict_zh) for step in change.steps] == [
        ("real_estate_within_limit", ("尚無法計算", "符合"))
    ]
    assert as_json(change)["difference_a_year"] is None
    assert "元，一年" not in change.text()


def an_answer(outcome: Outcome, amount: int | None, level: str) -> Determination:
    whole = determine(SENIOR, Facts.from_json(a_household()), on=TODAY)
    return replace(whole, outcome=outcome, monthly_amount=amount, level=level)


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        ((Outcome.ELIGIBLE, None, "middle_low_income"), (Outcome.ELIGIBLE, None, "low_income"), Effect.WINS),
        ((Outcome.ELIGIBLE, 0, "low_income"), (Outcome.ELIGIBLE, 0, "middle_low_income"), Effect.LOSES),
        ((Outcome.INELIGIBLE, None, ""), (Outcome.ELIGIBLE, None, "middle_low_income"), Effect.WINS),
        ((Outcome.ELIGIBLE, 5, "middle_low_income"), (Outcome.ELIGIBLE, 4, "low_income"), Effect.LOSES),
        ((Outcome.UNDETERMINED, None, ""), (Outcome.INELIGIBLE, None, ""), Effect.UNCLEAR),
        ((Outcome.INELIGIBLE, None, ""), (Outcome.UNDETERMINED, None, "low_income"), Effect.UNCLEAR),
    ],
)
def test_money_counts_first_and_then_the_stricter_level(before: Any, after: Any, effect: Effect) -> None:
    assert compare_answers(LOW_INCOME, an_answer(*before), an_answer(*after)).effect is effect


@dataclass(frozen=True)
class Columns:
    outcome: Any
    level: Any
    grade: Any
    amount: Any


def columns(rows: list[tuple[int, int, int, int]]) -> Columns:
    whole = np.array(rows, dtype=np.int64).reshape(len(rows), 4)
    return Columns(*(whole[:, index].astype(np.int32) for index in range(4)))


def compared(rows: list[tuple[Any, Any, int]], program: Any = LOW_INCOME) -> CaseloadChange:
    before, after = columns([row[0] for row in rows]), columns([row[1] for row in rows])
    return compare_runs(program, before, after, np.array([row[2] for row in rows], dtype=np.int16), COUNTIES)


TWO, THREE = sorted(LOW_INCOME.grades)[1:3]
ROWS = [
    ((YES, 1, TWO, 9833), (YES, 1, TWO, 12141), 0),
    ((YES, 1, TWO, 9833), (YES, 1, TWO, 12141), 1),
    ((YES, 1, TWO, 9833), (YES, 2, 0, 0), 1),
    ((YES, 2, 0, 0), (NO, 0, 0, 0), 1),
    ((NO, 0, 0, 0), (YES, 2, 0, 0), 1),
    ((NO, 0, 0, 0), (NO, 0, 0, 0), 0),
    ((OPEN, 1, 0, 0), (YES, 1, TWO, 9833), 0),
    ((OPEN, 0, 0, 0), (OPEN, 0, 0, 0), 0),
    ((YES, 1, THREE, 3008), (YES, 1, THREE, 3008), 0),
]


def test_a_caseload_is_summed_by_county_and_by_move() -> None:
    change = compared(ROWS)
    assert [int(one) for one in change.effect] == [1, 1, 2, 2, 1, 0, 3, 3, 0]
    total = change.total
    assert (total.households, total.wins, total.loses, total.same, total.unclear) == (9, 3, 2, 2, 2)
    assert (total.before, total.after, total.difference) == (9833 * 3 + 3008, 12141 * 2 + 3008, -5217)
    assert list(change.by_county) == ["10015", "63000"]
    taipei = change.by_county["63000"]
    assert (taipei.households, taipei.wins, taipei.loses, taipei.difference) == (4, 2, 2, 12141 - 9833 * 2)
    moves = {(move.before.zh, move.after.zh): (move.households, move.difference) for move in change.moves}
    assert moves == {
        ("低收入戶第二款", "低收入戶第二款"): (2, 4616),
        ("低收入戶第二款", "中低收入戶"): (1, -9833),
        ("中低收入戶", "不符合"): (1, 0),
        ("不符合", "中低收入戶"): (1, 0),
        ("尚無法認定", "低收入戶第二款"): (1, 0),
    }
    assert next(iter(moves.values())) == (2, 4616)
    assert change.moves[0].before.en == "low-income household, " + LOW_INCOME.grades[TWO].en
    assert (change.moves[0].before.level, change.moves[0].before.grade) == ("low_income", "class_2")
    assert change.most(Effect.WINS, 2) == [0, 1]
    assert change.most(Effect.LOSES, 9) == [2, 3]


def test_a_program_without_levels_tells_its_classes_apart() -> None:
    rows = [((YES, 0, 2, 4164), (YES, 0, 1, 8329), 0), ((YES, 0, 1, 8329), (NO, 0, 0, 0), 2)]
    change = compared(rows, SENIOR)
    moves = {(move.before.zh, move.after.zh): move.difference for move in change.moves}
    assert moves == {("第二級", "第一級"): 4165, ("第一級", "不符合"): -8329}
    assert list(change.by_county) == ["10015", "65000"]


ROW = st.tuples(
    st.sampled_from([YES, NO, OPEN]), st.integers(0, 2), st.sampled_from([0, TWO, THREE]), st.integers(0, 3)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ROW, ROW, st.integers(0, 2)), min_size=1, max_size=30))
def test_columns_agree_with_one_household_at_a_time(drawn: list[tuple[Any, Any, int]]) -> None:
    def lawful(row: Any) -> Any:
        outcome, level, grade, amount = row
        return (outcome, max(level, 1), grade, amount) if outcome == YES else (outcome, level, 0, 0)

    rows = [(lawful(before), lawful(after), county) for before, after, county in drawn]
    change = compared(rows)
    for index, (before, after, _) in enumerate(rows):
        one = compare_answers(LOW_INCOME, *(_alone(row) for row in (before, after)))
        assert change.effect[index] == one.effect
        assert change.difference[index] == (one.difference or 0)
    assert sum(one.difference for one in change.by_county.values()) == change.total.difference
    assert sum(one.households for one in change.by_county.values()) == len(rows)
    assert sum(move.difference for move in change.moves) == change.total.difference


WHOLE = an_answer(Outcome.ELIGIBLE, 0, "")


def _alone(row: tuple[int, int, int, int]) -> Determination:
    level = LOW_INCOME.levels[row[1] - 1].code if row[1] else ""
    return replace(WHOLE, outcome=OUTCOMES[row[0]], monthly_amount=row[3], level=level)


def test_the_report_says_first_who_wins_and_what_it_costs() -> None:
    text = list(report.lines(compared(ROWS), "調高"))
    assert text[:4] == [
        "低收入戶（含中低收入戶）生活扶助：假設「調高」",
        "9 戶中，增加 3 戶，減少 2 戶，不變 2 戶，尚無法比較 2 戶。",
        "每月 32,507 元 → 27,290 元，差額 -5,217 元；一年差額 -62,604 元。",
        "",
    ]
    assert text[4:7] == [
        "縣市    戶數  增加  減少  不變  無法比較  每月差額  一年差額",
        "花蓮縣     5     1     0     2         2    +2,308   +27,696",
        "臺北市     4     2     2     0         0    -7,525   -90,300",
    ]
    assert "低收入戶第二款  低收入戶第二款     2    +4,616" in text
    assert text[-2:] == [
        "增加最多之戶（序號）：0（+2,308 元）、1（+2,308 元）、4（+0 元）",
        "減少最多之戶（序號）：2（-9,833 元）、3（+0 元）",
    ]


def test_a_comparison_without_change_has_no_second_table() -> None:
    text = list(report.lines(compared([ROWS[5]]), "不變"))
    assert len(text) == 6
    assert text[1].startswith("1 戶中，增加 0 戶，減少 0 戶，不變 1 戶")


def test_the_comparison_is_one_document() -> None:
    document = report.as_json(compared(ROWS))
    assert document["program"] == "low_income_living_support"
    assert document["by_county"]["63000"]["difference_a_year"] == -90_300  # type: ignore[index]
    assert document["moves"][0]["before"] == {  # type: ignore[index]
        "outcome": "eligible",
        "level": "low_income",
        "class": "class_2",
        "zh": "低收入戶第二款",
        "en": "low-income household, class 2",
    }
    assert document["most"] == {"win": [0, 1, 4], "lose": [2, 3]}
