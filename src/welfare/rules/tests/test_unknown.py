"""Unknown values and watched ones: every operation of a formula looks, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

import pytest

from welfare.rules.unknown import Noted, Touched, Unknown, call, decide, looked_at

TRUTHS = frozenset({"yes", "other"})


class Rung(IntEnum):
    """A code to compare with."""

    LOW = 3


OPERATIONS: list[Callable[[Any], Any]] = [
    lambda a: not a, lambda a: -a, lambda a: a + 1, lambda a: 1 + a, lambda a: a - 1, lambda a: 1 - a,
    lambda a: a * 2, lambda a: 2 * a, lambda a: a // 2, lambda a: 12 // a, lambda a: a == 3, lambda a: a == 3,
    lambda a: a != 3, lambda a: a < 3, lambda a: a <= 3, lambda a: a > 3, lambda a: a >= 3, lambda a: a > 3,
    lambda a: a >= 3, lambda a: a < 3, lambda a: a <= 3, lambda a: a == Rung.LOW, lambda a: a == Rung.LOW,
    lambda a: 1 if a else 0, lambda a: a,
]  # fmt: skip


def watched(formula: Callable[..., Any], *arguments: Any) -> list[int]:
    return looked_at(formula, [Noted() for _ in arguments], arguments, TRUTHS)


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("value", [2, 3, 4])
def test_every_operation_looks_and_a_watched_value_gives_the_same(
    operation: Callable[[Any], Any], value: int
) -> None:
    with pytest.raises(Touched) as touched:
        call(operation, [Unknown("income")])
    assert touched.value.name == "income"
    noted = Noted()
    noted.value, noted.seen = value, False
    result = operation(noted)
    assert (result.value if result is noted else result) == operation(value)
    assert watched(operation, value) == [0]


def test_two_watched_values_are_both_seen_when_they_meet() -> None:
    assert watched(lambda a, b, c: a < b, 1, 2, 3) == [0, 1]
    assert watched(lambda a, b: a + b, 1, 2) == [0, 1]
    assert watched(lambda a, b: a // b, 4, 2) == [0, 1]


def test_only_what_decides_is_seen() -> None:
    assert watched(lambda a, b: False if a else b, True, 5) == [0]
    assert watched(lambda a, b: False if a else b, False, 5) == [0, 1]
    assert watched(lambda a, b: a or b, 0, 7) == [0, 1]


def test_after_an_unknown_truth_value_both_ways_are_seen_and_after_an_unknown_amount_nothing() -> None:
    def either_way(yes: Any, left: Any, right: Any) -> Any:
        return left if yes else right

    assert watched(either_way, Unknown("yes"), 1, 1) == [0, 1, 2]
    assert watched(lambda amount, other: amount + other, Unknown("amount"), 1) == [0]


def test_watched_values_may_be_used_again() -> None:
    noted = [Noted(), Noted()]
    assert looked_at(lambda a, b: a or b, noted, (True, 1), TRUTHS) == [0]
    assert looked_at(lambda a, b: a or b, noted, (False, 1), TRUTHS) == [0, 1]
    assert looked_at(lambda a, b: a or b, noted, (True, 1), TRUTHS) == [0]


def test_neither_unknown_nor_watched_values_can_be_keys() -> None:
    for value in (Unknown("x"), Noted()):
        with pytest.raises(TypeError):
            hash(value)


def test_an_unknown_truth_value_is_tried_both_ways() -> None:
    def both(yes: Any, other: Any) -> Any:
        return 1 if yes or other else 0

    assert decide(both, [Unknown("yes"), True], TRUTHS) == (1, ())
    assert decide(both, [Unknown("yes"), False], TRUTHS) == (None, ("yes",))
    assert decide(both, [Unknown("yes"), Unknown("other")], TRUTHS) == (None, ("yes", "other"))
    assert decide(both, [True, Unknown("other")], TRUTHS) == (1, ())
    assert decide(lambda yes, amount: amount if yes else 0, [Unknown("yes"), Unknown("amount")], TRUTHS) == (
        None,
        ("yes", "amount"),
    )
