from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.foundation.money import (
    BadAmount,
    Ntd,
    Rounding,
    format_ntd,
    parse_amount,
    payable,
    round_to_ntd,
    to_upper_chinese,
)

WHOLE = st.integers(min_value=-(10**12), max_value=10**12)
PAYABLE = st.integers(min_value=0, max_value=10**12 - 1)


@pytest.mark.parametrize("value", [1.0, 8329.5, True, False, Decimal("8329"), "8329", 1j])
def test_money_is_made_of_whole_numbers_only(value: object) -> None:
    with pytest.raises(TypeError):
        Ntd(value)  # type: ignore[call-overload]


@pytest.mark.parametrize("value", [1.5, True, Decimal("1")])
def test_nothing_inexact_slips_in_through_arithmetic(value: int) -> None:
    for combine in (
        lambda: Ntd(5) + value,
        lambda: Ntd(5) - value,
        lambda: Ntd(5) * value,
        lambda: Ntd(5).per(value),
    ):
        with pytest.raises(TypeError):
            combine()


def test_dividing_money_is_refused_and_sharing_it_is_exact() -> None:
    for combine in (lambda: Ntd(10) / 3, lambda: Ntd(10) // 3, lambda: 10 / Ntd(3), lambda: 10 // Ntd(3)):
        with pytest.raises(TypeError):
            combine()
    assert Ntd(10).per(3) == Fraction(10, 3)
    assert Ntd(10).per(3) * 3 == Ntd(10)


def test_money_times_money_is_refused() -> None:
    with pytest.raises(TypeError):
        Ntd(5) * Ntd(5)


def test_a_ratio_of_money_is_a_fraction_until_it_is_rounded() -> None:
    assert isinstance(Ntd(10) * Fraction(1, 3), Fraction)
    assert Ntd(10) * Fraction(1, 3) == Fraction(10, 3)


def test_a_payment_is_never_negative() -> None:
    assert payable(0) == 0
    with pytest.raises(ValueError, match="never negative"):
        payable(-1)


@given(WHOLE, WHOLE)
def test_sums_and_differences_of_money_are_money(left: int, right: int) -> None:
    results = (Ntd(left) + Ntd(right), Ntd(left) - right, left - Ntd(right), sum([Ntd(left), Ntd(right)]))
    assert results == (left + right, left - right, left - right, left + right)
    assert all(isinstance(result, Ntd) for result in (*results, -Ntd(left), abs(Ntd(left)), 2 * Ntd(left)))


@pytest.mark.parametrize(
    ("exact", "rounding", "dollars"),
    [
        (Fraction(7, 2), Rounding.DOWN, 3),
        (Fraction(7, 2), Rounding.HALF_UP, 4),
        (Fraction(7, 2), Rounding.UP, 4),
        (Fraction(10, 3), Rounding.HALF_UP, 3),
        (Fraction(10, 3), Rounding.UP, 4),
        (Fraction(-7, 2), Rounding.HALF_UP, -4),
        (Fraction(-7, 2), Rounding.DOWN, -3),
        (Fraction(4), Rounding.UP, 4),
    ],
)
def test_rounding_is_named_by_the_rule(exact: Fraction, rounding: Rounding, dollars: int) -> None:
    assert round_to_ntd(exact, rounding) == dollars


@given(st.fractions(min_value=-(10**9), max_value=10**9), st.sampled_from(Rounding))
def test_rounding_moves_less_than_a_dollar(exact: Fraction, rounding: Rounding) -> None:
    rounded = round_to_ntd(exact, rounding)
    assert abs(rounded.per(1) - exact) < 1
    assert rounding is not Rounding.HALF_UP or abs(rounded.per(1) - exact) <= Fraction(1, 2)


def test_amounts_on_screen_have_thousands_and_the_unit() -> None:
    assert format_ntd(Ntd(8329)) == "8,329 元"
    assert format_ntd(Ntd(0)) == "0 元"
    assert format_ntd(Ntd(-1200)) == "−1,200 元"
    assert f"{Ntd(8329)}" == str(Ntd(8329)) == "8329"


@pytest.mark.parametrize(
    ("amount", "spelled"),
    [
        (8329, "新臺幣捌仟參佰貳拾玖元整"),
        (0, "新臺幣零元整"),
        (10, "新臺幣壹拾元整"),
        (10005, "新臺幣壹萬零伍元整"),
        (100500, "新臺幣壹拾萬零伍佰元整"),
        (1000000, "新臺幣壹佰萬元整"),
        (100050000, "新臺幣壹億零伍萬元整"),
        (20010300, "新臺幣貳仟零壹萬零參佰元整"),
        (300000001, "新臺幣參億零壹元整"),
        (1000000000000, "新臺幣壹兆元整"),
    ],
)
def test_rosters_spell_the_amount_in_upper_case_characters(amount: int, spelled: str) -> None:
    assert to_upper_chinese(amount) == spelled


def test_a_roster_cannot_spell_a_negative_or_astronomical_amount() -> None:
    for amount in (-1, 10**16):
        with pytest.raises(ValueError):
            to_upper_chinese(amount)


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("35000", 35000),
        ("35,000", 35000),
        ("３５，０００", 35000),
        ("NT$35,000 元", 35000),
        ("新臺幣35000元整", 35000),
        ("35000.00", 35000),
        ("3萬5", 35000),
        ("３萬５", 35000),
        ("3萬5千", 35000),
        ("3萬5000", 35000),
        ("3萬500", 30500),
        ("3萬5百", 30500),
        ("3萬零5", 30005),
        ("1.5萬", 15000),
        ("12萬", 120000),
        ("15萬3", 153000),
        ("三萬五", 35000),
        ("兩萬", 20000),
        ("十五萬", 150000),
        ("一百二十萬", 1200000),
        ("五千三", 5300),
        ("2千零5", 2005),
        ("3億5", 350000000),
        ("1億2000萬", 120000000),
        ("參萬伍仟元整", 35000),
        ("零", 0),
        ("三五〇〇〇", 35000),
        (" 8 329 ", 8329),
    ],
)
def test_the_ways_clerks_type_an_amount_are_read(text: str, dollars: int) -> None:
    assert parse_amount(text) == dollars


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "還沒有填金額"),
        ("元", "還沒有填金額"),
        ("-5", "不能是負數"),
        ("35000.5", "不能有小數"),
        ("1.23456萬", "不能有小數"),
        ("3萬50", "兩種讀法"),
        ("3億5000", "兩種讀法"),
        ("35,00", "看不懂"),
        ("5百3千", "看不懂"),
        ("3萬5萬", "看不懂"),
        ("萬", "看不懂"),
        ("三十五十", "看不懂"),
        ("abc", "看不懂"),
        ("9" * 13, "多打了"),
    ],
)
def test_an_amount_that_is_unclear_is_refused_with_a_way_out(text: str, sentence: str) -> None:
    with pytest.raises(BadAmount, match=sentence):
        parse_amount(text)


@given(PAYABLE)
def test_every_written_form_is_read_back(dollars: int) -> None:
    assert parse_amount(format_ntd(dollars)) == dollars
    assert parse_amount(to_upper_chinese(dollars)) == dollars


@given(st.text(alphabet="0123456789.,萬億千百十零五元兩-", max_size=10))
def test_no_text_breaks_the_reader_of_amounts(text: str) -> None:
    try:
        amount = parse_amount(text)
    except BadAmount as refusal:
        assert str(refusal).endswith("。")
    else:
        assert amount >= 0
