"""Messages as bytes and back: the agreed samples, and what is written is what is read."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from welfare.connectors.tax_records import bulk, reading, writing
from welfare.connectors.tax_records.message_ids import message_id, reference_of
from welfare.connectors.tax_records.messages import (
    Ack,
    AckStatus,
    Asked,
    Dataset,
    Fault,
    Head,
    Query,
    Response,
    Result,
    ResultStatus,
)
from welfare.connectors.tax_records.refusals import failure, refusal
from welfare.connectors.tax_records.replies import replies_of
from welfare.connectors.tax_records.tests.conftest import REFERENCE, YEAR
from welfare.connectors.transport.signed_xml import BadXml, parse, verify
from welfare.lookup.ports import (
    Absent,
    DependantClaim,
    IncomeItem,
    PropertyItem,
    PropertyKind,
)

HERE = Path(__file__).parent


def sample(name: str) -> etree._Element:
    return parse((HERE / f"{name}.xml").read_bytes())


# ---- the agreed samples --------------------------------------------------------------------------------


def test_the_sample_response_says_what_its_trailer_counts() -> None:
    said = reading.message(sample("response_sample"))
    assert isinstance(said, Response)
    first, second, third = said.results
    assert [item.gross for item in first.incomes] == [312_000, 1_280]
    assert [(item.kind, item.value) for item in first.holdings] == [
        (PropertyKind.FARMLAND, 480_000),
        (PropertyKind.HOUSE, 152_300),
    ]
    assert (first.holdings[0].area, first.holdings[0].share) == (Decimal("1200.50"), Fraction(1, 3))
    assert (second.status, third.status) == (ResultStatus.NO_DATA, ResultStatus.ID_MISMATCH)
    assert (said.head.transaction, said.part, said.parts) == ("GSP-20261120-000000123", 1, 1)


def test_the_sample_acknowledgements_are_an_acceptance_and_a_refusal_for_ever() -> None:
    accepted, rejected = (reading.message(sample(f"{name}_sample")) for name in ("ack", "reject"))
    assert isinstance(accepted, Ack) and isinstance(rejected, Ack)
    assert (accepted.status, accepted.fault) == (AckStatus.ACCEPTED, None)
    trouble = refusal(rejected.fault)
    assert ("E1203" in trouble.sentence, trouble.permanent) == (True, True)


def test_the_sample_query_is_signed_by_the_certificate_it_carries_and_says_three_subjects() -> None:
    content = (HERE / "request_sample.signed.xml").read_bytes()
    text = parse(content).findtext(".//{*}X509Certificate")
    pem = f"-----BEGIN CERTIFICATE-----\n{text.strip()}\n-----END CERTIFICATE-----\n"
    root, _ = verify(content, [x509.load_pem_x509_certificate(pem.encode())])
    query = reading.message(root)
    assert isinstance(query, Query)
    assert [each.national_id for each in query.subjects] == ["U299999005", "U199999012", "U299999023"]
    assert query.datasets == (Dataset.INCOME, Dataset.PROPERTY)
    with pytest.raises(BadXml):
        verify(content.replace(b"U299999005", b"U299999006"), [x509.load_pem_x509_certificate(pem.encode())])


# ---- what is written is what is read -------------------------------------------------------------------

_text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)
_money = st.integers(-(10**13), 10**13)
_absent = st.sampled_from(Absent)
_head = Head(
    message="8a38e7ae-2554-57a7-b728-5c4cac162f5a",
    sender="TESTMOFFIA",
    receiver="TESTMOHW01",
    sent_at=datetime(2026, 11, 20, 9, 15, tzinfo=UTC),
    legal_basis="社會救助法第44條之3",
    operator="op-7f3a",
    correlation=message_id(REFERENCE),
    transaction="GSP-1",
)
_incomes = st.builds(
    IncomeItem,
    format_code=st.from_regex(r"[0-9][0-9A-Z][0-9A-Z]?", fullmatch=True).filter(str.isascii),
    mark=_text,
    payer_number=_text,
    payer_name=_text,
    gross=_money,
    withheld_tax=_money,
    net=_money | _absent,
    data_year=st.just(YEAR),
)
_holdings = st.builds(
    PropertyItem,
    kind=st.sampled_from(PropertyKind),
    location=_text,
    reference=_text,
    area=st.decimals(0, 10**6, places=2) | _absent,
    share=st.fractions(Fraction(1, 1000), 10),
    value=_money | _absent,
    data_year=st.just(YEAR),
    land_category=_text | _absent,
)
_ids = st.from_regex(r"[A-Z][12][0-9]{8}", fullmatch=True).filter(str.isascii)


@st.composite
def _results(draw) -> Result:
    national_id = draw(_ids)
    others = st.builds(DependantClaim, _ids, st.just(national_id), _text, st.just(YEAR)) | st.builds(
        DependantClaim, st.just(national_id), _ids, _text, st.just(YEAR)
    )
    parts = [tuple(draw(st.lists(each, max_size=3))) for each in (_incomes, _holdings, others)]
    empty = st.sampled_from([status for status in ResultStatus if status is not ResultStatus.FOUND])
    return Result(0, national_id, ResultStatus.FOUND if any(parts) else draw(empty), *parts)


@st.composite
def _responses(draw) -> Response:
    results = draw(st.lists(_results(), min_size=1, max_size=4))
    numbered = tuple(replace(each, seq=seq) for seq, each in enumerate(results, start=1))
    part = draw(st.integers(1, 9))
    return Response(_head, part, part + 1, numbered, date(2026, 11, 1))


@settings(max_examples=40, deadline=None)
@given(_responses())
def test_a_response_is_read_as_it_was_written_and_three_nulls_stay_three(said) -> None:
    content = etree.tostring(writing.response(said), encoding="UTF-8")
    assert reading.message(parse(content)) == said


@settings(max_examples=40, deadline=None)
@given(_responses())
def test_rows_for_the_database_say_the_same_as_the_objects(said) -> None:
    root = parse(etree.tostring(writing.response(said), encoding="UTF-8"))
    reading.check_schema(root)
    asked = {each.seq: Asked(each.seq, each.national_id, "c", YEAR) for each in said.results}
    rows = [line.split("\t") for line in bulk.copy_text(root, asked).decode().split("\n")[:-1]]
    assert {len(row) for row in rows} == {len(bulk.COLUMNS)}
    rows = [dict(zip(bulk.COLUMNS, row, strict=True)) for row in rows]
    for result in said.results:
        mine = [row for row in rows if row["seq"] == str(result.seq)]
        assert [row["n"] for row in mine] == [str(n) for n in range(1, len(mine) + 1)]
        incomes = [_unescaped(row["payer_name"]) for row in mine if row["dataset"] == "income"]
        assert incomes == [item.payer_name for item in result.incomes]
        assert [_number(row, "net") for row in mine if row["dataset"] == "income"] == [
            item.net for item in result.incomes
        ]
        assert [_number(row, "value") for row in mine if row["dataset"] == "property"] == [
            item.value for item in result.holdings
        ]
        assert [Fraction(row["share"]) for row in mine if row["dataset"] == "property"] == [
            item.share for item in result.holdings
        ]
        assert (mine[0]["outcome"] == "failed") == (failure(result.status) is not None)
        assert (mine[0]["dataset"] == "") == (result.status is not ResultStatus.FOUND)


def _unescaped(text: str) -> str:
    return text.replace("\\\\", "\\")


def _number(row, name):
    sign = row["nulls"][("net", "value", "area", "land_category").index(name)]
    nulls = {"0": Absent.NONE, "_": Absent.UNKNOWN, "9": Absent.WITHHELD}
    return nulls[sign] if sign in nulls else int(row[name])


def test_rows_of_somebody_else_or_of_another_year_are_refused() -> None:
    root = sample("response_sample")
    asked = {each.seq: Asked(each.seq, each.national_id, "c", 114) for each in reading.message(root).results}
    assert bulk.copy_text(root, asked).count(b"\n") == 6
    for stranger in (replace(asked[2], national_id="A123456789"), replace(asked[1], year=113)):
        with pytest.raises(reading.Unreadable):
            bulk.copy_text(root, asked | {stranger.seq: stranger})


def test_a_query_is_read_as_it_was_written() -> None:
    subjects = (
        Asked(1, "U299999005", "C00001", 113, date(1911, 5, 5)),
        Asked(2, "U199999012", "C00002", 112),
    )
    query = Query(_head, REFERENCE, "means_test", (Dataset.INCOME, Dataset.DEPENDANT), subjects)
    assert reading.query_of(etree.tostring(writing.request(query))) == query


@given(st.integers(0, 99_999), st.dates(date(1912, 1, 1)), st.integers(1, 10**9 - 1))
def test_a_message_id_gives_its_reference_back_and_no_other_id_does(county, day, number) -> None:
    reference = f"tax_records-{county:05d}-{day:%Y%m%d}-{number}"
    made = message_id(reference)
    assert reference_of(made) == reference
    assert reference_of(made[:-1] + ("0" if made[-1] != "0" else "1")) == ""
    assert made[14] == "8" and made[19] in "89ab"


@given(st.uuids())
def test_an_id_that_is_not_ours_speaks_of_no_parcel(other) -> None:
    assert reference_of(str(other)) == ""


def test_what_belongs_to_another_year_than_asked_is_refused(outgoing) -> None:
    said = reading.message(sample("response_sample"))
    lines = tuple(replace(line, tax_year=114) for line in outgoing.lines)
    assert replies_of(REFERENCE, said, lines).total == 3
    with pytest.raises(reading.Unreadable, match="資料年度"):
        replies_of(REFERENCE, said, outgoing.lines)


@pytest.mark.parametrize(
    ("code", "retryable", "permanent"),
    [
        ("E1001", False, False),
        ("E1103", True, True),
        ("E2001", False, False),
        ("E1099", False, True),
        ("I0001", True, False),
    ],
)
def test_a_fault_code_has_a_sentence_with_its_number(code, retryable, permanent) -> None:
    trouble = refusal(Fault(code, "not shown", retryable))
    assert (code in trouble.sentence, trouble.permanent) == (True, permanent)
    assert "not shown" not in trouble.sentence
