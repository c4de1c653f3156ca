"""Days are typed the ROC way."""

from datetime import date

import pytest
from django import forms

from welfare.web.fields import RocDateField


@pytest.mark.parametrize(
    "typed", ["115/11/22", "1151122", "１１５／１１／２２", "民國115年11月22日", "2026-11-22", " 115.11.22 "]
)
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert RocDateField().clean(typed) == date(2026, 11, 22)


@pytest.mark.parametrize("typed", ["115/02/30", "昨天", "20261122"])
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        RocDateField().clean(typed)


def test_an_empty_day_is_none_only_where_it_may_be() -> None:
    assert RocDateField(required=False).clean("") is None
    with pytest.raises(forms.ValidationError):
        RocDateField().clean("")


def test_a_known_day_is_shown_the_way_it_is_typed() -> None:
    assert RocDateField().prepare_value(date(2026, 1, 5)) == "115/01/05"
