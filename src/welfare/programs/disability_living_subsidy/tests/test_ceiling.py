"""Whatever is decided first, all aid to one person stays within the basic wage, and nobody is paid less than
nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.programs.disability_living_subsidy.amounts import monthly_amount
from welfare.rules.public_assistance.ceiling import aid_room

BASIC_WAGE = 29500
MONEY = st.integers(min_value=0, max_value=60000)


def payable(statutory: int, beside: int) -> int:
    return monthly_amount(statutory, beside, aid_room(beside, BASIC_WAGE))


@given(statutory=MONEY, beside=st.integers(min_value=1, max_value=60000))
def test_what_is_paid_beside_other_aid_fills_the_room_and_no_more(statutory: int, beside: int) -> None:
    paid = payable(statutory, beside)
    assert 0 <= paid <= statutory
    assert paid + beside <= max(BASIC_WAGE, beside)
    assert paid == statutory or paid + beside >= BASIC_WAGE


@given(statutory=MONEY)
def test_with_nothing_beside_it_the_statutory_amount_is_paid(statutory: int) -> None:
    assert payable(statutory, 0) == statutory


@pytest.mark.covers("D13", "SA §8")
def test_the_order_of_decisions_does_not_change_the_sum() -> None:
    support, subsidy = 20379, 9485
    assert support + payable(subsidy, support) == BASIC_WAGE
    assert subsidy + payable(support, subsidy) == BASIC_WAGE
