"""Which difference is which change: every rule of the data can be met; sameness and silence never are one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.lookup.labels import KIND_LABELS
from welfare.lookup.models import Fact
from welfare.monthly_comparison.comparing import Whom, compare
from welfare.monthly_comparison.labels import CHANGE_LABELS
from welfare.monthly_comparison.rules import ChangeRule, change_rules, compared_sources, table, watched_facts

ME, SPOUSE = Whom("me", "10015", "senior_living_allowance"), "spouse"
#: a value before and one now that meet each test
MEETS = {
    "appears": (None, "2026-11-17"),
    "becomes": (False, True),
    "ends": (True, False),
    "leaves": ("10015", "64000"),
    "changes": ("a", "b"),
    "falls_to": (365, 183),
    "gains": ([], [{"pension": "old_age", "code": "elderly_farmer_allowance"}]),
}
RULES = [rule for source in compared_sources() for rule in change_rules(source)]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 366),
    st.sampled_from(["10015", "64000", "single", "married", "2026-11-17"]),
    st.lists(st.fixed_dictionaries({"pension": st.sampled_from("ab"), "code": st.sampled_from("cd")})),
)


def facts(source: str, **values: object) -> dict[str, Fact]:
    return {
        kind: Fact(kind=kind, value=value, source=source, as_of=date(2026, 11, 30))
        for kind, value in values.items()
    }


def kinds(source: str, before: dict[str, Fact], after: dict[str, Fact], person: str = "me") -> set[str]:
    known = {person: before or facts(source, sex="female")}
    return {found.kind for found in compare(source, ME, known, {person: after})}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_every_change_of_the_data_is_found_by_itself_and_has_words(rule: ChangeRule) -> None:
    before, now = MEETS[rule.when]
    person = "me" if rule.of == "recipient" else SPOUSE
    found = kinds(
        rule.source, facts(rule.source, **{rule.fact: before}), facts(rule.source, **{rule.fact: now}), person
    )
    assert found == {rule.kind}
    assert rule.kind in CHANGE_LABELS and rule.fact in KIND_LABELS | {"registered_county": ""}


def test_no_row_of_the_data_is_left_out() -> None:
    assert {rule.kind for rule in RULES} == set(table()["changes"]) == set(CHANGE_LABELS)


@given(st.sampled_from(compared_sources()), st.data())
def test_what_a_register_repeats_is_no_change(source: str, data: st.DataObject) -> None:
    for kind in sorted(watched_facts(source)):
        rules = [rule for rule in change_rules(source) if rule.fact == kind]
        values = [MEETS[rule.when][data.draw(st.integers(0, 1))] for rule in rules] or [None]
        same = facts(source, **{kind: values[0]})
        assert kinds(source, same, same) == set()


@given(st.sampled_from(compared_sources()), VALUES)
def test_what_is_withheld_or_unknown_is_no_change(source: str, before: object) -> None:
    silent = facts(source, **dict.fromkeys(watched_facts(source)))
    known = facts(source, **dict.fromkeys(watched_facts(source), before))
    assert kinds(source, known, silent) == set()


def test_what_explains_another_change_is_told_once() -> None:
    source = "household_registration"
    before = facts(source, registered_county="10015", registered_village="10015010001")
    after = facts(source, registered_county="64000", registered_village="64000380002")
    assert kinds(source, before, after) == {"left_county"}


def test_a_benefit_that_the_case_itself_pays_and_a_stranger_who_died_are_no_news() -> None:
    own = facts("benefit_records", benefits=[{"code": ME.program}])
    assert kinds("benefit_records", {}, own) == set()
    death = facts("household_registration", died_on="2001-01-01")
    assert compare("household_registration", ME, {}, {"somebody": death}) == []
