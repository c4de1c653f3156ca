from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.foundation import roc_calendar as roc
from welfare.foundation.roc_calendar import BadRocDate, NotRepresentable, Precision

ROC_DAYS = st.dates(min_value=date(1912, 1, 1), max_value=date(2910, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *[
            (text, date(2026, 11, 20))
            for text in (
                "1151120",
                "115/11/20",
                "115-11-20",
                "115.11.20",
                "115年11月20日",
                "中華民國115年11月20日",
                " 1151120 ",
            )
        ],
        ("民國115年1月2日", date(2026, 1, 2)),
        ("0691010", date(1980, 10, 10)),
        ("69/10/10", date(1980, 10, 10)),
        ("0010101", date(1912, 1, 1)),
        ("1130229", date(2024, 2, 29)),
        ("民國前5年3月1日", date(1907, 3, 1)),
        ("前5年3月1日", date(1907, 3, 1)),
        ("-0050301", date(1907, 3, 1)),
    ],
)
def test_every_way_a_clerk_writes_a_date_is_read(text: str, day: date) -> None:
    assert roc.parse_roc(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "1140229",
        "1151301",
        "1150000",
        "0000000",
        "20261120",
        "2026/11/20",
        "115112",
        "民國115年",
        "-50301",
        "115/11-20",
        "民國0年1月1日",
        "１１５１１２０",
        "",
        "1151120x",
    ],
)
def test_what_is_not_one_real_day_is_refused(text: str) -> None:
    with pytest.raises(BadRocDate):
        roc.parse_roc(text)


def test_an_ad_date_is_never_guessed_but_the_clerk_is_told() -> None:
    with pytest.raises(BadRocDate, match="民國年"):
        roc.parse_roc("20261120")
    with pytest.raises(BadRocDate, match="沒有 2 月 29 日"):
        roc.parse_roc("1140229")


@pytest.mark.parametrize(
    ("day", "compact"),
    [
        (date(2026, 11, 20), "1151120"),
        (date(1980, 10, 10), "0691010"),
        (date(2024, 2, 29), "1130229"),
        (date(1912, 1, 1), "0010101"),
    ],
)
def test_registers_get_seven_digits(day: date, compact: str) -> None:
    assert roc.to_compact(day) == compact


def test_a_day_before_the_republic_has_no_seven_digits_but_can_be_written_out() -> None:
    day = date(1911, 12, 31)
    assert roc.is_before_roc(day)
    assert roc.roc_year(day) == -1
    assert roc.to_roc(day) == "民國前1年12月31日"
    with pytest.raises(NotRepresentable):
        roc.to_compact(day)


def test_dates_and_months_on_screen_carry_the_era() -> None:
    assert roc.to_roc(date(2026, 11, 22)) == "民國115年11月22日"
    assert roc.to_roc_month(date(2026, 11, 1)) == "民國115年11月"
    assert roc.roc_year(date(2026, 11, 22)) == 115


@pytest.mark.parametrize("text", ["11511", "115/11", "115-11", "民國115年11月", "115年11月"])
def test_a_month_is_the_date_of_its_first_day(text: str) -> None:
    assert roc.parse_roc_month(text) == date(2026, 11, 1)


@pytest.mark.parametrize("text", ["11513", "115", "民國115年11月不詳", "1151120", ""])
def test_what_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(BadRocDate):
        roc.parse_roc_month(text)


def test_the_clearing_house_puts_a_zero_before_the_date() -> None:
    assert roc.to_ach(date(2026, 11, 25)) == "01151125"
    assert roc.parse_ach("01151125") == date(2026, 11, 25)
    with pytest.raises(BadRocDate):
        roc.parse_ach("11151125")


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("0331105", Precision.DAY, date(1944, 11, 5), date(1944, 11, 5)),
        ("0331100", Precision.MONTH, date(1944, 11, 1), date(1944, 11, 30)),
        ("民國33年2月日不詳", Precision.MONTH, date(1944, 2, 1), date(1944, 2, 29)),
        ("0330000", Precision.YEAR, date(1944, 1, 1), date(1944, 12, 31)),
        ("民國33年月日不詳", Precision.YEAR, date(1944, 1, 1), date(1944, 12, 31)),
        ("民國前5年", Precision.YEAR, date(1907, 1, 1), date(1907, 12, 31)),
        ("0000000", Precision.UNKNOWN, None, None),
        ("不詳", Precision.UNKNOWN, None, None),
    ],
)
def test_an_incomplete_birth_date_keeps_its_text_and_says_what_it_can_be(
    text: str, precision: Precision, earliest: date | None, latest: date | None
) -> None:
    reading = roc.read_roc(text)
    assert (reading.raw, reading.precision) == (text, precision)
    assert (reading.earliest, reading.latest) == (earliest, latest)
    assert reading.day == (earliest if precision is Precision.DAY else None)


def test_a_birth_before_the_republic_is_flagged() -> None:
    assert roc.read_roc("民國前5年").before_roc
    assert not roc.read_roc("0010000").before_roc
    assert not roc.read_roc("不詳").before_roc


def test_noise_in_a_register_is_refused_rather_than_called_unknown() -> None:
    with pytest.raises(BadRocDate):
        roc.read_roc("1151399")


@given(ROC_DAYS)
def test_what_is_written_is_read_back(day: date) -> None:
    assert roc.parse_roc(roc.to_compact(day)) == day
    assert roc.parse_roc(roc.to_roc(day)) == day
    assert roc.parse_ach(roc.to_ach(day)) == day
    assert roc.parse_roc_month(roc.to_compact_month(day)) == day.replace(day=1)


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(1911, 12, 31)))
def test_days_before_the_republic_are_read_back_from_their_spelling(day: date) -> None:
    assert roc.parse_roc(roc.to_roc(day)) == day


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        reading = roc.read_roc(text)
    except BadRocDate as refusal:
        assert str(refusal).endswith("。")
    else:
        assert reading.raw == text
