"""Transfer files are exact to the byte, and what does not fit is refused with a sentence."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.connectors.bank_transfer import clearing_house, post_office
from welfare.connectors.bank_transfer.codec import decode_record, encode_record
from welfare.payment.ports import ControlTotals, TransferHeader, TransferLine, TransferRefused

HERE = Path(__file__).parent
HEADER = TransferHeader(date(2026, 11, 25), datetime(2026, 11, 24, 9, 30), "低收補助")  # noqa: DTZ001
POST = post_office({"office": "0000000", "client": "00000000"})
ACH = clearing_house({"bank": "0040059", "account": "1234567890", "payer_number": "00501503", "item": "000"})
POST_LINES = [
    TransferLine("C00001-11511", "U299999005", "7000021", "00410810123453", 5437),
    TransferLine("C00002-11511", "U199999012", "7000021", "00410810123453", 8836),
]
ACH_LINES = [
    TransferLine("C00001-11511", "U299999005", "7000021", "00410810041081", 5437),
    TransferLine("C00002-11511", "U199999012", "0040059", "12345678901", 8836),
]


def line(**changes: object) -> TransferLine:
    fields = {"reference": "C1", "payee_id": "U299999005", "bank_code": "7000021"}
    return TransferLine(**(fields | {"account": "00410810123453", "amount": 100} | changes))


def sentences(format_, *lines: TransferLine, header: TransferHeader = HEADER) -> list[str]:
    with pytest.raises(TransferRefused) as refused:
        format_.write(header, lines)
    return [problem.sentence for problem in refused.value.problems]


def test_the_post_office_file_equals_the_sample_byte_for_byte() -> None:
    assert POST.write(HEADER, POST_LINES) == (HERE / "post_office_sample.txt").read_bytes()


def test_the_clearing_house_file_equals_the_sample_byte_for_byte() -> None:
    assert ACH.write(HEADER, ACH_LINES) == (HERE / "ach_sample.txt").read_bytes()


@pytest.mark.parametrize("format_, sample", [(POST, "post_office_sample.txt"), (ACH, "ach_sample.txt")])
def test_control_totals_are_read_back_from_the_bytes(format_, sample: str) -> None:
    assert format_.control_totals((HERE / sample).read_bytes()) == ControlTotals(2, 14273)


def test_a_returned_transfer_is_matched_by_its_original_day_and_sequence() -> None:
    (returned,) = ACH.read_returns((HERE / "ach_returns_sample.txt").read_bytes())
    assert (returned.original_pay_on, returned.original_sequence) == (date(2026, 11, 25), 2)
    assert (returned.return_code, returned.amount, returned.reference) == ("04", 8836, "C00002-11511")


def test_a_half_file_is_refused_and_named_by_its_line() -> None:
    whole = (HERE / "ach_sample.txt").read_bytes()
    with pytest.raises(TransferRefused, match="第 2 行有 200 位元組"):
        ACH.control_totals(whole[: 252 + 200])


def test_a_trailer_that_disagrees_with_the_details_is_refused() -> None:
    forged = (HERE / "ach_sample.txt").read_bytes().replace(b"0000000000014273", b"0000000000014274")
    with pytest.raises(TransferRefused, match="請向金融機構查詢"):
        ACH.control_totals(forged)


def test_a_file_that_is_no_return_file_is_refused() -> None:
    with pytest.raises(TransferRefused, match="這不是退匯檔"):
        ACH.read_returns((HERE / "ach_sample.txt").read_bytes())


def test_the_unknown_return_layout_of_the_post_office_is_not_guessed() -> None:
    with pytest.raises(TransferRefused, match="尚未取得"):
        POST.read_returns(b"")


@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_that_is_not_above_zero_is_refused(amount: int) -> None:
    assert "金額必須大於 0" in sentences(POST, line(amount=amount))[0]


def test_an_amount_too_long_for_its_field_is_refused() -> None:
    assert sentences(POST, line(amount=100_000_000)) == ["第 1 筆：金額最多 10 位元組，現在是 11。"]


def test_every_problem_is_told_at_once_with_its_line() -> None:
    problems = sentences(POST, line(amount=0), line(), line(payee_id="U29999900512"))
    assert [problem[:6] for problem in problems] == ["第 1 筆：", "第 3 筆："]


def test_a_character_outside_the_banks_set_is_refused_and_named() -> None:
    header = TransferHeader(HEADER.pay_on, HEADER.made_at, "堃")
    assert "「堃」不在銀行檔的字集" in sentences(ACH, ACH_LINES[0], header=header)[0]


def test_a_character_the_bank_would_read_back_as_another_is_refused() -> None:
    assert "「‾」不在銀行檔的字集" in sentences(ACH, line(reference="C‾1"))[0]


def test_a_text_is_measured_in_bytes_so_that_no_character_is_cut() -> None:
    header = TransferHeader(HEADER.pay_on, HEADER.made_at, "中低老人津貼")
    assert "存摺摘要最多 10 位元組，現在是 12" in sentences(ACH, ACH_LINES[0], header=header)[0]


def test_a_line_break_cannot_be_smuggled_into_a_record() -> None:
    assert "控制字元" in sentences(ACH, line(reference="C1\r\nN"))[0]


def test_a_bank_account_does_not_go_into_the_post_office_file() -> None:
    assert "只能撥入郵局帳戶" in sentences(POST, ACH_LINES[1])[0]


@pytest.mark.parametrize("account", ["0041081", "00410800123453"])
def test_a_post_office_account_that_is_short_or_misread_is_refused(account: str) -> None:
    assert len(sentences(POST, line(account=account))) == 1


def test_an_empty_roster_and_missing_settings_produce_no_file() -> None:
    assert sentences(post_office({"office": "0310009"})) == [
        "撥款設定「委存帳號」要填 8 碼以內的數字。",
        "名冊裡沒有人，沒有檔案可以產生。",
    ]


texts = st.text(
    st.characters(codec="cp950", min_codepoint=33, exclude_characters="\x7f¢£¥•‾∼☉♁､\xad"), max_size=10
)


@given(
    st.lists(
        st.tuples(texts.filter(lambda t: len(t.encode("cp950")) <= 20), st.integers(1, 10**10 - 1)),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_is_read_back_unchanged(rows: list[tuple[str, int]]) -> None:
    lines = [line(reference=reference, amount=amount) for reference, amount in rows]
    content = ACH.write(HEADER, lines)
    assert len(content) == 252 * (len(rows) + 2)
    assert ACH.control_totals(content) == ControlTotals(len(rows), sum(amount for _, amount in rows))
    layout = ACH._layout
    for number, (reference, amount) in enumerate(rows, start=1):
        record = decode_record(layout.detail, content[252 * number :][:250], layout.encoding)
        assert (record["reference"], int(record["amount"])) == (reference, amount)
        values = ACH._values(HEADER, lines[number - 1], number)
        assert encode_record(layout.detail, values, layout.encoding) == content[252 * number :][:250]
