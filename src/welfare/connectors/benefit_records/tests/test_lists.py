"""What stands in a list: everything comes back as it went in, and nothing else is let in."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from welfare.connectors.benefit_records import connector
from welfare.connectors.benefit_records.connector import REGISTER, Connector
from welfare.connectors.transport.list_files.answer import Head, Row, write_answer
from welfare.connectors.transport.list_files.layout import load
from welfare.connectors.transport.list_files.names import Batch, Names
from welfare.connectors.transport.list_files.query import Asked, Query, read_query, write_query
from welfare.connectors.transport.sealed_files.connector import Opened, Unreadable
from welfare.lookup.ports import (
    Absent,
    BenefitCode,
    Custody,
    CustodyKind,
    Listing,
    ListingKind,
    LookupPurpose,
    Placement,
    PlacementService,
    ReceivedBenefit,
    ReceivedBenefits,
    Reply,
    Subject,
)

BATCH = Batch("10015", date(2026, 11, 20), 1)
REFERENCE = "benefit_records-10015-20261120-1"
SENDER, PERSON = "TESTMOHW01", "U298010103"
HEAD = Head(SENDER, BATCH, 1, 1, date(2026, 11, 20))

texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), min_size=1, max_size=30
) | st.sampled_from(["-", "?", "*", "\\-", "a|b", '"', '"|"', " 安養院 ", "測𡍼堃", "\ufeff"])
days = st.dates(date(1850, 1, 1), date(2200, 1, 1))


def maybe(values: Any) -> Any:
    return st.sampled_from(Absent) | values


custodies = st.builds(Custody, st.sampled_from(CustodyKind), days, maybe(days))
listings = st.builds(Listing, st.sampled_from(ListingKind), maybe(texts), texts, days, days)
received = st.builds(
    ReceivedBenefit, st.sampled_from(BenefitCode), maybe(st.integers(0, 10**9)), days, maybe(days)
)
benefits = st.builds(ReceivedBenefits, st.lists(received, min_size=1, max_size=4).map(tuple))
placements = st.builds(
    Placement, texts, st.booleans(), days, maybe(days), maybe(st.sampled_from(PlacementService))
)
people = st.fixed_dictionaries(
    {"custody": custodies, "listing": listings, "benefits": benefits, "placement": placements}
)


def _rows(values: dict[str, Any], seq: int = 1, national_id: str = PERSON) -> list[Row]:
    return [
        Row(seq, national_id, question, "found" if value else "no_record", cells)
        for question, value in values.items()
        for cells in (REGISTER.cells(question, value) if value else [[]])
    ]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, int], list[Reply]]:
    """Reads the content of an answer as the connector would out of its envelope."""
    path: Path = tmp_path_factory.mktemp("list") / "BR.txt"

    def replies(content: bytes, rows: int) -> list[Reply]:
        path.write_bytes(content)
        opened = Opened("BR_10015_20261120_0001_01", path, None, rows, REFERENCE, SENDER)
        return list(Connector(path.parent).replies(opened).lines)

    return replies


@given(st.lists(people | people.map(lambda found: {**found, "benefits": None}), max_size=3))
def test_records_come_back_as_they_went_in(read, found: list[dict[str, Any]]) -> None:
    rows = [row for seq, values in enumerate(found, start=1) for row in _rows(values, seq)]
    said = read(*write_answer(REGISTER, HEAD, rows))
    assert [{name: answer.value for name, answer in reply.answers.items()} for reply in said] == found


@given(people, st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_list_with_some_bytes_changed_is_read_or_refused(read, found, data) -> None:
    content, rows = write_answer(REGISTER, HEAD, _rows(found))
    spoiled = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(spoiled) - 1))
        spoiled[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    with suppress(Unreadable):
        for reply in read(bytes(spoiled), rows):
            assert set(reply.answers) in ({"custody"}, set(found))


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_both_sides(read, content: bytes) -> None:
    with pytest.raises(Unreadable):
        read(content, 1)
    with pytest.raises(Unreadable):
        read_query(REGISTER, content)


@given(st.lists(st.tuples(st.one_of(st.none(), days), st.booleans(), texts), max_size=5))
def test_a_query_comes_out_as_it_went_in(asked) -> None:
    lines = tuple(
        Asked(seq, Subject(PERSON, birth), case, listed)
        for seq, (birth, listed, case) in enumerate(asked, start=1)
    )
    purpose = LookupPurpose(REFERENCE, "社會救助法第44條之3", "means_test", "op-7f3a")
    query = Query(SENDER, BATCH, purpose, lines)
    assert read_query(REGISTER, write_query(REGISTER, query)) == query


NOTHING = {"custody": None, "listing": None, "benefits": None, "placement": None}
JAILED = Custody(CustodyKind.IMPRISONMENT, date(2026, 1, 1), Absent.NONE)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (_rows({**NOTHING, "custody": JAILED}) + _rows({"custody": JAILED}), "排在一起"),
        (_rows({"custody": JAILED, "listing": None}), "少了"),
        (_rows(NOTHING) + _rows(NOTHING, 1, "A123456789"), "號碼不同|排在一起"),
        ([*_rows(NOTHING)[:3], Row(1, PERSON, "placement", "id_mismatch", [])], "身分不符"),
        ([Row(1, PERSON, "custody", "found", [])], "自相矛盾"),
        ([Row(1, PERSON, "custody", "no_record", ["1", "1150101", "-"])], "自相矛盾"),
        ([Row(1, PERSON, "custody", "found", ["1", "1150101"])], "欄"),
        ([Row(1, PERSON, "custody", "found", ["9", "1150101", "-"])], "代碼"),
        ([Row(1, PERSON, "custody", "found", ["1", "-", "-"])], "since"),
        ([Row(1, PERSON, "custody", "found", ["1", "20260101", "-"])], "since"),
        (_rows({"custody": JAILED}) + _rows({"custody": None}, 3) + _rows({"custody": None}, 2), "排在一起"),
        ([*_rows({"custody": JAILED}), Row(1, PERSON, "custody", "no_record", [])], "好幾種結果"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused_as_a_whole(read, rows, said) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        read(*write_answer(REGISTER, HEAD, rows))
    assert PERSON not in str(refused.value)


@pytest.mark.parametrize(("word", "permanent"), [("refused", True), ("try_later", False)])
def test_who_was_not_looked_up_fails_alone(read, word: str, permanent: bool) -> None:
    rows = [Row(1, PERSON, "custody", word, []), *_rows({"custody": JAILED}, 2)]
    one, other = read(*write_answer(REGISTER, HEAD, rows))
    assert (
        one.failure is not None
        and one.failure.permanent == permanent
        and "福利給付機關" in one.failure.sentence
    )
    assert other.answers["custody"].value == JAILED


def test_a_list_of_another_office_or_version_is_not_ours(read) -> None:
    content, rows = write_answer(REGISTER, HEAD, _rows(NOTHING))
    for old, new, said in (
        (SENDER.encode(), b"TESTMOHW02", "代號"),
        (b"BR01", b"BR02", "版本"),
        (b"|1|1|1|", b"|1|2|1|", "分件"),
    ):
        with pytest.raises(Unreadable, match=said):
            read(content.replace(old, new, 1), rows)
    with pytest.raises(Unreadable, match="完成記號"):
        read(content, rows + 1)


def test_names_of_files_are_agreed_and_nothing_else() -> None:
    names = Names("benefit_records", "B")
    assert names.batch(REFERENCE) == BATCH
    assert names.is_file(f"{names.answer(BATCH, 1)}.7z") and names.is_file(f"{names.query(BATCH)}.pgp")
    assert names.reference_in(f"{names.answer(BATCH, 1)}.7z") == REFERENCE
    for other in (
        "DR_10015_20261120_0001_01.7z",
        "../BR_10015_20261120_0001.7z",
        "BR_10015_20261120_0001.exe",
    ):
        assert not names.is_file(other)
    assert names.reference_in("BR_10015_20261399_0001_01.7z") == ""
    with pytest.raises(ValueError, match="agency"):
        names.batch("disability_register-10015-20261120-1")


def test_a_layout_whose_signs_look_like_data_is_refused(tmp_path: Path) -> None:
    good = (Path(connector.__file__).with_name("layout.yaml")).read_text("utf-8")
    for bad in (
        good.replace('separator: "|"', 'separator: "+"'),
        good.replace('unknown: "?"', 'unknown: "-"'),
    ):
        (tmp_path / "layout.yaml").write_text(bad, "utf-8")
        with pytest.raises(ValueError, match="told from data"):
            load(tmp_path / "layout.yaml")


def test_what_has_no_form_is_not_written() -> None:
    withheld = Custody(CustodyKind.DETENTION, Absent.WITHHELD, Absent.NONE)
    empty = Placement("", True, date(2026, 1, 1), Absent.NONE)
    for question, value in (("custody", withheld), ("placement", empty)):
        with pytest.raises(ValueError, match=r"absent|empty"):
            REGISTER.cells(question, value)
