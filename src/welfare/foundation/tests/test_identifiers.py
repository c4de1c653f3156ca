from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.foundation import identifiers as ids
from welfare.foundation.identifiers import BadIdentifier, IdentifierKind

DIGITS = st.integers(min_value=0, max_value=9).map(str)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(alphabet="0123456789", min_size=count, max_size=count)


def accepted(check: Callable[[str], IdentifierKind], stem: str) -> list[str]:
    def fits(value: str) -> bool:
        try:
            check(value)
        except BadIdentifier:
            return False
        return True

    return [stem + last for last in "0123456789" if fits(stem + last)]


PERSON_IDS = {
    IdentifierKind.NATIONAL_ID: [
        "A123456789", "a123456789", " A123456789 ", "A100000001", "B299999009", "I100000003", "O200000006",
        "W100000001", "X200000001", "Y199999907", "Z299999901", "U299999005", "U199999012", "U299999023",
    ],
    IdentifierKind.RESIDENT_NUMBER: ["A800000014", "A900000016", "U800123457", "U987654326"],
    IdentifierKind.OLD_RESIDENT_NUMBER: ["AC01234567", "AA12345675", "BD98765430", "UB00000017"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in PERSON_IDS.items() for value in values]
)
def test_well_formed_person_ids_tell_their_kind(kind: IdentifierKind, value: str) -> None:
    assert ids.check_person_id(value) is kind
    assert ids.is_person_id(value)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        *[
            (value, "檢查碼不合")
            for value in (
                "A123456788", "A800000015", "AC01234560", "AC01234561", "U299999007", "U199999010",
            )
        ],
        ("A323456789", "第 2 碼「3」"),
        ("AE12345678", "第 2 碼「E」"),
        ("1123456789", "第 1 碼「1」"),
        ("A12345678", "少 1 碼：您輸入了 9 碼"),
        ("A1234567890", "多 1 碼：您輸入了 11 碼"),
        ("Ａ123456789", "第 1 碼「Ａ」不是半形"),
        ("A12345678９", "第 10 碼「９」不是數字"),
        ("A12345O789", "第 7 碼「O」不是數字"),
        ("ı123456789", "第 1 碼"),
        ("", "還沒有填"),
    ],
)  # fmt: skip
def test_a_bad_person_id_is_told_what_where_and_how_to_mend(value: str, sentence: str) -> None:
    with pytest.raises(BadIdentifier, match=sentence) as refusal:
        ids.check_person_id(value)
    assert "請" in str(refusal.value)
    assert not value or value not in str(refusal.value)
    assert not ids.is_person_id(value)


def test_full_width_input_is_folded_before_it_is_checked() -> None:
    assert ids.check_person_id(ids.fold_full_width("Ａ１２３４５６７８９")) is IdentifierKind.NATIONAL_ID
    assert ids.fold_full_width("０３－８２２７１７１　王測") == "03-8227171 王測"


def test_old_resident_numbers_are_refused_from_the_day_they_are_abolished() -> None:
    assert ids.check_person_id("AC01234567", on=date(2030, 12, 31)) is IdentifierKind.OLD_RESIDENT_NUMBER
    with pytest.raises(BadIdentifier, match="停用"):
        ids.check_person_id("AC01234567", on=date(2031, 1, 1))
    assert ids.check_person_id("A800000014", on=date(2031, 1, 1)) is IdentifierKind.RESIDENT_NUMBER


@given(st.sampled_from(LETTERS), st.sampled_from("1289ABCD"), digits(7))
def test_exactly_one_check_digit_fits_a_person_id(letter: str, second: str, body: str) -> None:
    assert len(accepted(ids.check_person_id, letter + second + body)) == 1


@given(st.sampled_from(LETTERS), st.sampled_from("1289"), digits(7), st.integers(2, 8), DIGITS)
def test_one_misread_digit_in_a_person_id_is_noticed_unless_its_weight_shares_a_factor_with_ten(
    letter: str, second: str, body: str, place: int, misread: str
) -> None:
    (value,) = accepted(ids.check_person_id, letter + second + body)
    weight = 10 - place - 1
    if misread != value[place] and (int(misread) - int(value[place])) * weight % 10:
        assert not ids.is_person_id(value[:place] + misread + value[place + 1 :])


NEW_AND_OLD = ["00501503", "04595257", "10458575", "10458574", "12345675", "12345676", "84149961", "97176270",
               "53212539", "20000077"]  # fmt: skip
NEW_ONLY = ["04595252", "10458570", "10000004", "10000010", "10000026", "10000031", "10000047", "10000052",
            "20000072", "20000170", "20000073", "20000171"]  # fmt: skip


@pytest.mark.parametrize("value", NEW_AND_OLD + NEW_ONLY)
def test_company_numbers_follow_the_rule_since_112(value: str) -> None:
    assert ids.check_company_number(value) is IdentifierKind.COMPANY_NUMBER
    assert ids.fits_rule_before_112(value) == (value in NEW_AND_OLD)


@pytest.mark.parametrize(
    "value", ["00501502", "10458576", "12345678", "00000000", "0459525", "045952571", "0459525A", "０4595257"]
)
def test_bad_company_numbers_are_refused(value: str) -> None:
    with pytest.raises(BadIdentifier):
        ids.check_company_number(value)


@given(digits(6), st.sampled_from("012345689"))
def test_two_last_digits_fit_a_company_number_unless_the_seventh_is_seven(stem: str, seventh: str) -> None:
    assert len([value for value in accepted(ids.check_company_number, stem + seventh) if int(value)]) in (
        {1, 2} if not int(stem + seventh) else {2}
    )


@pytest.mark.parametrize(
    "value",
    ["0041081", "0123453", "1234569", "7000025", "9999990", "0310009", "0000014", "0000105", "0000080",
     "0000140", "0000200", "0000001", "0000171", "0000231"],
)  # fmt: skip
def test_post_office_numbers_with_their_check_digit_pass(value: str) -> None:
    assert ids.check_post_branch(value) is IdentifierKind.POST_BRANCH
    assert ids.check_post_account(value) is IdentifierKind.POST_ACCOUNT


@pytest.mark.parametrize(
    "value", ["0041080", "0123454", "0010015", "0000000", "1234567", "004108", "00410811", "004108X"]
)
def test_bad_post_office_numbers_are_refused(value: str) -> None:
    for check in (ids.check_post_branch, ids.check_post_account):
        with pytest.raises(BadIdentifier):
            check(value)


@given(digits(6))
def test_exactly_one_check_digit_fits_a_post_office_number(stem: str) -> None:
    assert len(accepted(ids.check_post_account, stem)) == 1


def test_the_branch_and_the_account_are_told_apart_in_the_refusal() -> None:
    with pytest.raises(BadIdentifier, match="局號"):
        ids.check_post_branch("0041080")
    with pytest.raises(BadIdentifier, match="帳號"):
        ids.check_post_account("0041080")


def test_bank_accounts_have_a_shape_but_no_common_check_digit() -> None:
    assert ids.check_bank_branch("0040015") is IdentifierKind.BANK_BRANCH
    assert ids.check_bank_account("012-3456-7890") is IdentifierKind.BANK_ACCOUNT
    assert ids.check_bank_account("1" * 16) is IdentifierKind.BANK_ACCOUNT
    for bad in ("", "1" * 17, "0000000", "12A4"):
        with pytest.raises(BadIdentifier):
            ids.check_bank_account(bad)
    with pytest.raises(BadIdentifier, match="少 4 碼"):
        ids.check_bank_branch("004")


def test_a_household_number_is_eight_letters_and_digits() -> None:
    assert ids.check_household_number("F1234567") is IdentifierKind.HOUSEHOLD_NUMBER
    for bad in ("F123456", "F12345678", "F123-567", "Ｆ1234567"):
        with pytest.raises(BadIdentifier):
            ids.check_household_number(bad)


@pytest.mark.parametrize(
    ("typed", "kind", "stored"),
    [
        ("0912-345-678", IdentifierKind.MOBILE_PHONE, "0912345678"),
        ("+886 912 345 678", IdentifierKind.MOBILE_PHONE, "0912345678"),
        ("(03)822-7171", IdentifierKind.LANDLINE_PHONE, "03-8227171"),
        ("03-8227171#123", IdentifierKind.LANDLINE_PHONE, "03-8227171#123"),
        ("03-8227171 分機123", IdentifierKind.LANDLINE_PHONE, "03-8227171#123"),
        ("02-23456789", IdentifierKind.LANDLINE_PHONE, "02-23456789"),
        ("089-326141", IdentifierKind.LANDLINE_PHONE, "089-326141"),
        ("0836-22381", IdentifierKind.LANDLINE_PHONE, "0836-22381"),
        ("+84 912 345 678", IdentifierKind.FOREIGN_PHONE, "+84912345678"),
    ],
)
def test_phones_are_read_however_they_are_spaced(typed: str, kind: IdentifierKind, stored: str) -> None:
    assert ids.check_phone(typed) is kind
    assert ids.canonical_phone(typed) == stored
    assert ids.canonical_phone(stored) == stored


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("091234567", "9 碼"),
        ("8227171", "區碼"),
        ("03-822717", "8 碼"),
        ("0912345678#1", "分機"),
        ("電話同上", "只能有數字"),
        ("", "只能有數字"),
    ],
)
def test_a_bad_phone_is_told_how_to_mend(typed: str, sentence: str) -> None:
    with pytest.raises(BadIdentifier, match=sentence):
        ids.check_phone(typed)


def test_masks_show_too_little_to_be_used() -> None:
    assert ids.mask_national_id("A212345431") == "A2•••••431"
    assert ids.mask_national_id("A21234543") == "•" * 9
    assert ids.mask_account("01234567890") == "•••••••7890"
    assert ids.mask_account("123456") == "••••••"
