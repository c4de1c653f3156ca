"""What stands in the attachments: written, read back, and read with everything a spreadsheet does to it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.connectors.border_crossing.answer import Said, read_answer, write_answer
from welfare.connectors.border_crossing.batch import Batch, batch_of_message
from welfare.connectors.border_crossing.counting import days_abroad, last_entry, last_exit
from welfare.connectors.border_crossing.letter import ANSWER, Letter, read_letter
from welfare.connectors.border_crossing.query import Asked, cut, read_query, write_query
from welfare.connectors.border_crossing.replies import replies_of
from welfare.connectors.border_crossing.table import Unreadable
from welfare.connectors.border_crossing.tests.conftest import REFERENCE
from welfare.lookup.ports import Absence, Absent, Stay

BATCH = Batch.of(REFERENCE)
NUMBERS = st.from_regex("[A-Z][1289][0-9]{8}", fullmatch=True)
DAYS = st.dates(date(1995, 1, 1), date(2035, 12, 31))


@st.composite
def stays(draw) -> Stay:
    since, until = sorted(draw(st.tuples(DAYS, DAYS)))
    until = min(until, date(since.year + 3, 1, 1))
    ends = sorted(draw(st.lists(DAYS, max_size=6, unique=True)))
    absences = [Absence(left, back) for left, back in zip(ends[::2], ends[1::2], strict=False)]
    if len(ends) % 2:
        absences.append(Absence(ends[-1], Absent.NONE))
    abroad = sum(days_abroad(each, since, until) for each in absences)
    inside = (until - since).days + 1 - abroad
    lasts = last_exit(absences, until), last_entry(absences, until)
    return Stay(since, until, inside, abroad, *lasts, tuple(absences))


SAID = st.builds(Said, st.just(1), NUMBERS, st.just("found"), stays(), st.just("測試甲"))
NOTHING = st.builds(
    Said, st.just(1), NUMBERS, st.sampled_from(["no_record", "id_mismatch", "try_later", "refused"])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SAID | NOTHING, max_size=5))
def test_what_is_written_reads_back(people) -> None:
    people = [replace(said, seq=seq) for seq, said in enumerate(people, start=1)]
    assert read_answer(write_answer(people)) == [replace(said, name="") for said in people]


@given(st.lists(st.tuples(NUMBERS, DAYS | st.none(), DAYS, DAYS), max_size=8), st.integers(1, 300))
def test_a_question_reads_back_however_it_was_cut(people, most) -> None:
    asked = [Asked(seq, *person) for seq, person in enumerate(people, start=1)]
    pieces = cut(write_query(asked), most)
    assert [each for piece in pieces for each in read_query(piece)] == asked


def test_the_sample_of_the_convention_is_what_we_write() -> None:
    asked = Asked(1, "U299999007", date(1980, 10, 10), date(2025, 1, 1), date(2025, 12, 31))
    assert write_query([asked]) == (b"seq,id,birth,name,from,to\r\n1,U299999007,0691010,,1140101,1141231\r\n")


HEAD = b"kind,seq,id,name,year,from,to,days_in,days_out,last_exit,last_entry,status\r\n"
YEAR = b"Y,1,U299999007,,114,1140101,1141231,365,0,0000000,0000000,1\r\n"


def test_the_byte_order_mark_of_a_spreadsheet_is_no_fault() -> None:
    assert read_answer(b"\xef\xbb\xbf" + HEAD + YEAR)[0].stay.days_in_taiwan == 365


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b"kind,", b"sep=,\r\nkind,", "欄位名稱"),
        (b",name", b",remark", "欄位名稱"),
        (b",,114", b",=cmd|'/C calc'!A0,114", ""),
        (b"1140101", b"=DATE(2025;1;1)", "日期"),
        (b"1140101", b"114/1/1", "日期"),
        (b"1140101", b"990101", "日期"),
        (b"1140101", "１１４０１０１".encode(), "日期"),
        (b"1141231", b"1140230", "日期"),
        (b",365,", b",3.65E+02,", "數字"),
        (b",365,", ",³⁶⁵,".encode(), "數字"),
        (b",365,", b",-1,", "數字"),
        (b",365,", b",364,", "日數"),
        (b",365,0,", b",360,5,", "算起來不同"),
        (b"U299999007", b"=HYPERLINK", "統一編號"),
        (b",1\r\n", b",\r\n", "狀態代碼"),
        (b",1\r\n", b",9\r\n", "沒有資料"),
        (b"Y,1,", b"X,1,", "類別"),
        (b"Y,1,", b'Y,"1,', "CSV"),
        (b"Y,1,", b"Y,1,1,", "欄數"),
        (b"\r\nY", b"\r\nA,1,U299999007,,,1140105,,,,,,1\r\nY", "還在國外"),
        (b"\r\nY", b"\r\nA,1,U299999007,,,1140105,1140101,,,,,1\r\nY", "早於"),
        (b",,114", b",\0,114", "位元組"),
        (b",,114", b"," + "測試甲".encode("cp950") + b",114", "Big5"),
    ],
)
def test_what_a_spreadsheet_or_a_hand_does_to_it_is_told(before, after, said) -> None:
    content = (HEAD + YEAR).replace(before, after, 1)
    if not said:
        assert read_answer(content)[0].stay.days_in_taiwan == 365
        return
    with pytest.raises(Unreadable, match=said):
        read_answer(content)


def test_years_must_follow_one_another_and_persons_stand_together() -> None:
    later = YEAR.replace(b"114,1140101,1141231", b"116,1160101,1161231")
    with pytest.raises(Unreadable, match="不連續"):
        read_answer(HEAD + YEAR + later)
    other = YEAR.replace(b"Y,1,U299999007", b"Y,2,U299999010")
    with pytest.raises(Unreadable, match="放在一起"):
        read_answer(HEAD + YEAR + other + YEAR)
    with pytest.raises(Unreadable, match="不一致"):
        read_answer(HEAD + YEAR + YEAR.replace(b"U299999007", b"U299999010"))


LETTER = Letter(
    BATCH,
    ANSWER,
    1,
    1,
    HEAD + YEAR,
    BATCH.answer_name(1),
    {"rows": "1", "days_in": "365", "days_out": "0", "as_of": "1151120"},
)


def test_a_letter_reads_back_alone_or_beside_a_text() -> None:
    part = LETTER.write()
    assert read_letter(part) == LETTER
    headers = b"".join(line + b"\r\n" for line in part.split(b"\r\n") if line.startswith(b"X-"))
    kind = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    kind += b"Content-Type: text/plain\r\n\r\nhi\r\n--b\r\n"
    assert read_letter(headers + kind + part + b"--b--\r\n") == LETTER
    with pytest.raises(Unreadable, match="恰好一個"):
        read_letter(headers + kind + part + b"--b\r\n" + part + b"--b--\r\n")


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_whatever_the_agency_signs_is_understood_or_refused_with_a_sentence(outgoing, data) -> None:
    whole = LETTER.write()
    at = data.draw(st.integers(0, len(whole)))
    changed = whole[:at] + data.draw(st.binary(max_size=12)) + whole[at + data.draw(st.integers(0, 12)) :]
    try:
        replies_of(read_letter(changed), outgoing)
    except Unreadable as refused:
        assert str(refused).endswith("。")


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_stands_in_the_table_is_understood_or_refused(data) -> None:
    whole = HEAD + YEAR + b"A,1,U299999007,,,1140105,0000000,,,,,1\r\n"
    at = data.draw(st.integers(0, len(whole)))
    cells = st.sampled_from([b",", b"\r\n", b'"', b"0000000", b"9999999", b"A", b"1", b"\xff"]) | st.binary(
        max_size=4
    )
    changed = whole[:at] + data.draw(cells) + whole[at + data.draw(st.integers(0, 9)) :]
    try:
        assert len(read_answer(changed)) <= 3
    except Unreadable as refused:
        assert str(refused).endswith("。")


def test_only_we_can_make_a_message_id_of_ours() -> None:
    made = BATCH.message_id(2, b"secret", "ours.invalid")
    assert made == BATCH.message_id(2, b"secret", "ours.invalid")
    assert batch_of_message(made, b"secret") == BATCH
    assert batch_of_message(made, b"other") is None
    assert batch_of_message(made.replace(".2.", ".1."), b"secret") is None
