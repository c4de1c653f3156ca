"""A formula rewritten tells which of its arguments it looks at, as a formula that is watched does."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from welfare.rules.registry import programs
from welfare.rules.unknown import Noted, Touched, Unknown, looked_at
from welfare.rules.watching import places_of, watcher


def shortened(able: bool, wage: int, other: bool, least: int) -> bool:
    return able and wage > 0 and (other or 0 < wage < least)


def chosen(able: bool, wage: int, other: bool, least: int) -> int:
    more = wage * 2 if able else -least
    if not other:
        more = more + 1
    elif more == 3:
        return 7
    return wage if more > 0 else 0


def branched(able: bool, wage: int, other: bool, least: int) -> bool:
    if able:
        return other
    if wage < least:
        return True
    return wage - least >= 0 or other


def renamed(able: bool, wage: int, other: bool, least: int) -> int:
    paid = wage
    if able:
        paid = least
    return paid


def renamed_by_choice(able: bool, wage: int, other: bool, least: int) -> int:
    paid = wage if able else 0
    return paid if other else 0


def renamed_by_both(able: bool, wage: int, other: bool, least: int) -> bool:
    both = able and other
    return wage > 0 and both


def outside_the_subset(able: bool, wage: int, other: bool, least: int) -> int:
    return min(wage, least)


HOUSEHOLDS = list(product((True, False), (0, 1, 5), (True, False), (1, 3)))


@pytest.mark.parametrize("formula", [shortened, chosen, branched])
def test_the_rewritten_formula_tells_what_the_formula_looks_at(formula: Callable[..., int]) -> None:
    watch = watcher(formula)
    assert watch is not None
    for household in HOUSEHOLDS:
        watched = looked_at(formula, [Noted() for _ in household], household, frozenset())
        assert list(places_of(watch(*household))) == watched, household


@pytest.mark.parametrize("formula", [renamed, renamed_by_choice, renamed_by_both, outside_the_subset])
def test_a_formula_that_may_not_look_at_what_it_names_is_not_rewritten(formula: Callable[..., int]) -> None:
    assert watcher(formula) is None


@pytest.mark.parametrize("formula", [shortened, chosen, branched])
def test_the_rewritten_formula_is_told_of_what_is_unknown_where_the_formula_is(
    formula: Callable[..., int],
) -> None:
    watch = watcher(formula)
    assert watch is not None
    for household, place in product(HOUSEHOLDS, range(4)):
        arguments = [*household]
        arguments[place] = Unknown("it")  # type: ignore[call-overload]
        assert _touches(watch, arguments) == _touches(formula, arguments), (household, place)


def _touches(formula: Callable[..., int], arguments: list[object]) -> bool:
    try:
        formula(*arguments)
    except Touched:
        return True
    return False


def test_nearly_every_formula_of_the_law_can_be_rewritten() -> None:
    calls = {
        one.call for program in programs().values() for fs in program.graph.formulas.values() for one in fs
    }
    assert [call.__name__ for call in calls if watcher(call) is None] == ["survey_wage"]
