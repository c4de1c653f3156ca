"""The agency's fixed-width files: by bytes, nothing lost, and random bytes never crash the reader."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.connectors.labor_insurance import ms950
from welfare.connectors.labor_insurance.answer import AnswerFile, Head, write_answer
from welfare.connectors.labor_insurance.batch import Batch, is_file_name, reference_in
from welfare.connectors.labor_insurance.layout import layout
from welfare.connectors.labor_insurance.lines import Unreadable, read_line, write_line
from welfare.connectors.labor_insurance.query import Asked, Query, read_query, write_query
from welfare.connectors.labor_insurance.records import reply_of, rows_of, source_of
from welfare.lookup.ports import (
    Absent,
    Answer,
    InsuranceRecord,
    InsuranceStatus,
    InsuredPeriod,
    InsuredUnitKind,
    Outcome,
    Pension,
    PensionKind,
    Reply,
    Source,
)

HERE = Path(__file__).parent
BATCH = Batch("10015", date(2026, 11, 20), 1)
HEAD = Head("TESTMOHW01", BATCH, 1, 1, date(2026, 11, 1))
SOURCE = Source("labor_insurance", HEAD.as_of, None, "")
SAMPLE_ROWS = [
    ("U299999005", "測試甲", "1", "花蓮縣測試職業工會", 29_500, 0),
    ("U199999012", "測試乙", "2", "測試有限公司", 45_800, 18_234),
    ("U299999023", "", "9", "", 0, 0),
]

days = st.dates(date(1912, 1, 1), date(2400, 12, 31))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=70)
names = st.text("測試花蓮縣工會甲乙堃峯喆㛢𡍼A1 □\ue000", max_size=24)
periods = st.builds(
    InsuredPeriod,
    insurance_number=st.from_regex(r"[0-9]{8}[A-Z]", fullmatch=True),
    insured_unit=names.map(str.strip),
    unit_kind=st.sampled_from(InsuredUnitKind),
    monthly_insurance_salary=st.integers(0, 999_999),
    joined_on=days,
    left_on=days | st.sampled_from([Absent.NONE, Absent.UNKNOWN, Absent.WITHHELD]),
)
pensions = st.builds(
    Pension,
    kind=st.sampled_from(PensionKind),
    monthly_amount=st.integers(0, 99_999_999),
    since=days.map(lambda day: day.replace(day=1)),
)


@st.composite
def records(draw: st.DrawFn) -> InsuranceRecord:
    held = draw(st.lists(periods, max_size=3))
    paid = draw(st.lists(pensions, min_size=0 if held else 1, max_size=3))
    changes = [p.joined_on if p.left_on is Absent.NONE else p.left_on for p in held]
    return InsuranceRecord(
        status=draw(st.sampled_from(InsuranceStatus)),
        periods=tuple(sorted(held, key=lambda period: period.joined_on, reverse=True)),
        pensions=tuple(paid),
        last_change_on=max((day for day in changes if isinstance(day, date)), default=Absent.NONE),
    )


answers = st.one_of(
    records().map(lambda record: Answer(Outcome.FOUND, SOURCE, record)),
    st.sampled_from([Answer(Outcome.NO_RECORD, SOURCE), Answer(Outcome.ID_MISMATCH, SOURCE)]),
    st.none(),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("codec")


def _read(place: Path, content: bytes, side: bytes = b"") -> AnswerFile:
    main, beside = place / "answer.txt", place / "answer.utf8.jsonl"
    main.write_bytes(content)
    beside.write_bytes(side)
    return AnswerFile(main, beside if side else None)


def _replies(file: AnswerFile) -> list[Reply]:
    return [reply_of(seq, rows, source_of("LR", seq, HEAD.as_of)) for seq, rows in file.people()]


def test_the_sample_query_reads_and_writes_to_the_same_bytes() -> None:
    sample = (HERE / "query_sample.txt").read_bytes()
    query = read_query(sample)
    assert (query.sender, query.batch.day, query.batch.number) == ("TESTMOHW01", date(2026, 11, 20), 1)
    assert query.lines[0] == Asked(1, "U299999005", date(1980, 10, 10), "C00001")
    assert write_query(query) == sample


def test_the_sample_details_read_and_write_to_the_same_bytes() -> None:
    sample, record = (HERE / "answer_details_sample.txt").read_bytes(), layout().answer.detail
    lines = [sample[start : start + 202] for start in range(0, len(sample), 202)]
    rows = [read_line(record, line, number) for number, line in enumerate(lines, start=1)]
    shown = [tuple(row[name] for name in _SHOWN) for row in rows]
    assert shown == SAMPLE_ROWS
    assert rows[0]["left_on"] is Absent.NONE
    assert (rows[1]["left_on"], rows[1]["pension_since"]) == (date(2024, 6, 30), date(2026, 10, 1))
    assert [write_line(record, row)[0] for row in rows] == lines


_SHOWN = ("national_id", "name", "status", "unit", "salary", "pension_amount")


def test_the_sample_details_become_what_a_direct_register_would_have_said(place) -> None:
    record = layout().answer.detail
    sample = (HERE / "answer_details_sample.txt").read_bytes()
    rows = [read_line(record, sample[start : start + 202], 1) for start in range(0, len(sample), 202)]
    union, left, nobody = _replies(_read(place, *write_answer(HEAD, rows)))
    period = union.answers["record"].expect().periods[0]
    assert period.unit_kind is InsuredUnitKind.OCCUPATIONAL_UNION
    assert union.answers["record"].expect().status is InsuranceStatus.INSURED
    assert left.answers["record"].expect().last_change_on == date(2024, 6, 30)
    assert nobody.answers["record"].outcome is Outcome.NO_RECORD


@settings(max_examples=60, deadline=None)
@given(st.lists(answers, max_size=6), names)
def test_what_is_written_is_read_again(place, said, name) -> None:
    rows = [row for seq, answer in enumerate(said, 1) for row in rows_of(seq, f"A{seq:09d}", name, answer)]
    file = _read(place, *write_answer(HEAD, rows))
    assert (file.head, file.persons) == (HEAD, len(said))
    for reply, answer in zip(_replies(file), said, strict=True):
        if answer is None:
            assert reply.failure is not None
        else:
            assert reply.answers["record"].outcome is answer.outcome
            assert reply.answers["record"].value == answer.value


@settings(max_examples=200, deadline=None)
@given(texts, st.integers(0, 60))
def test_text_fills_its_bytes_and_is_never_half_a_character(text, size) -> None:
    content, whole = ms950.encode(text, size)
    assert len(content) == size
    assert text.startswith(ms950.decode(content)) or not whole
    assert not whole or ms950.decode(content) == text


def test_characters_ms950_cannot_write_become_a_box_and_are_told() -> None:
    content, whole = ms950.encode("測堃", 6)
    assert (content.decode("cp950"), whole) == ("測□  ", False)
    assert ms950.encode("測試", 3) == ("測".encode("cp950") + b" ", False)


def test_private_characters_keep_their_bytes() -> None:
    for pair in (b"\xfa\x40", b"\xfe\xfe", b"\x8e\x40", b"\x81\x40", b"\xc8\xfe"):
        text = ms950.decode(pair)
        assert "\ue000" <= text <= "\uf848"
        assert ms950.encode(text, 2) == (pair, True)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=900))
def test_random_bytes_end_in_a_sentence(place, content) -> None:
    with pytest.raises(Unreadable):
        _read(place, content)
    with pytest.raises(Unreadable):
        read_query(content)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_changed_byte_of_a_file_ends_in_a_sentence_or_in_values_that_fit(place, data) -> None:
    rows = rows_of(1, "A100000001", "測試甲", Answer(Outcome.FOUND, SOURCE, data.draw(records())))
    content = bytearray(write_answer(HEAD, rows)[0])
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        replies = _replies(_read(place, bytes(content)))
    except Unreadable as refused:
        assert str(refused)
    else:
        assert [reply.seq for reply in replies]


def _spoil(content: bytes, line: int, field: str, value: bytes) -> bytes:
    form = layout().answer
    at = line * form.line_bytes + form.detail.field(field).start
    return content[:at] + value + content[at + len(value) :]


ROWS = [
    row for seq in (1, 2) for row in rows_of(seq, f"A{seq:09d}", "測試", Answer(Outcome.NO_RECORD, SOURCE))
]
FINE = write_answer(HEAD, ROWS)[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (FINE[:-50], "一半"),
        (FINE[:202] + FINE[-202:], "控制總數"),
        (FINE.decode("cp950").encode("utf-8"), "編碼"),
        (b"\xef\xbb\xbf" + FINE, "UTF-8"),
        (FINE.replace("測試  ".encode("cp950"), "測試".encode()), "UTF-8"),
        (_spoil(FINE, 1, "name", b"\xff\xff"), "第 2 行"),
        (_spoil(FINE, 2, "seq", b"00000001"), "另一個人"),
        (_spoil(FINE, 1, "seq", b"00000009"), "順序"),
        (_spoil(FINE, 1, "joined_on", b"1151301"), "joined_on"),
        (_spoil(FINE, 1, "salary", b" 29500"), "salary"),
        (_spoil(FINE, 2, "status", b"5"), "代碼"),
        (_spoil(FINE, 2, "insurance_number", b"01234567A"), "查無資料"),
        (_spoil(FINE, 2, "fill", b"\xa4\x40"), "fill"),
        (FINE.replace(b"LR01", b"LR02"), "版本"),
    ],
)
def test_a_spoiled_file_says_what_is_wrong(place, content, said) -> None:
    with pytest.raises(Unreadable, match=said):
        _replies(_read(place, content))


@pytest.mark.parametrize(
    "side",
    [
        b"not json\n",
        b'{"row": 9, "field": "name", "text": "x"}\n',
        b'{"row": 1, "field": "salary", "text": "x"}\n',
        '{"row": 1, "field": "name", "text": "別人"}\n'.encode(),
        b"[" * 100_000,
        b"\xff\xfe\n",
    ],
)
def test_a_side_file_may_only_complete_what_the_line_says(place, side) -> None:
    with pytest.raises(Unreadable, match="補字檔"):
        _read(place, FINE, side)


def test_what_does_not_fit_is_never_cut_from_a_query() -> None:
    line = Asked(1, "A100000001", date(1905, 3, 1), "x" * 25)
    with pytest.raises(ValueError, match="case_number"):
        write_query(Query("TEST", BATCH, (line,)))


def test_a_birth_before_the_calendar_travels_as_not_known() -> None:
    query = Query("TEST", BATCH, (Asked(1, "A100000001", date(1905, 3, 1), "C1"),))
    assert read_query(write_query(query)).lines[0].birth_on is None


def test_file_names_are_the_agreed_ones_or_none() -> None:
    assert reference_in("LR_10015_20261120_0001_01.7z") == BATCH.reference
    assert not any(
        map(is_file_name, ("../LR_10015_20261120_0001_01.7z", "LR_10015_20261120_0001_01.7z\n", "a.7z"))
    )
