"""Signed answers of the tax register: invented, 5,000 people each, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from uuid import UUID

from lxml import etree

from welfare.connectors.tax_records import first_start, writing
from welfare.connectors.tax_records.message_ids import message_id
from welfare.connectors.tax_records.messages import (
    Asked,
    Dataset,
    Head,
    Query,
    Response,
    Result,
    ResultStatus,
)
from welfare.connectors.transport.signed_xml import sign
from welfare.lookup.ports import Absent, IncomeItem, PropertyItem, PropertyKind
from welfare.project.bench.ingest.making import AS_OF, COUNTY

PEOPLE_A_PARCEL = 5_000
SENT_AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
_YEAR = 114
_MOST_VOUCHERS = 4


@dataclass(frozen=True, slots=True)
class Made:
    """One parcel: what we asked, and the ministry's signed answer."""

    reference: str
    people: int
    query: bytes
    answer: bytes


def parcels(home: Path, people: int, people_a_parcel: int = PEOPLE_A_PARCEL) -> Iterator[Made]:
    """`home` has the keys of everybody (`first_start.prepare`)."""
    keys = first_start.agency_folder(home)
    key, certificate = (keys / "ministry.key").read_bytes(), (keys / "ministry.pem").read_bytes()
    for number, first in enumerate(range(0, people, people_a_parcel), start=1):
        ids = [f"B1{first + place:08d}" for place in range(min(people_a_parcel, people - first))]
        reference = f"tax_records-{COUNTY}-{AS_OF:%Y%m%d}-{number}"
        root = writing.response(_response(number, reference, ids))
        yield Made(reference, len(ids), _query(reference, ids), sign(root, key, certificate))


def _query(reference: str, ids: list[str]) -> bytes:
    asked = tuple(Asked(seq, each, "115-測-1", _YEAR) for seq, each in enumerate(ids, start=1))
    head = _head(message_id(reference), first_start.CUSTOMER, first_start.MINISTRY)
    query = Query(head, reference, "annual_review", (Dataset.INCOME, Dataset.PROPERTY), asked)
    packed: bytes = etree.tostring(writing.request(query), xml_declaration=True, encoding="UTF-8")
    return packed


def _response(number: int, reference: str, ids: list[str]) -> Response:
    chance = Random(number)  # noqa: S311 - invented figures, no secret
    answering = str(UUID(int=chance.getrandbits(128), version=4))
    head = _head(answering, first_start.MINISTRY, first_start.CUSTOMER, message_id(reference))
    results = tuple(_result(chance, seq, each) for seq, each in enumerate(ids, start=1))
    return Response(head, 1, 1, results, AS_OF)


def _head(message: str, sender: str, receiver: str, correlation: str = "") -> Head:
    return Head(message, sender, receiver, SENT_AT, "社會救助法第13條", "op-1", correlation, "")


def _result(chance: Random, seq: int, national_id: str) -> Result:
    if chance.random() < 0.1:
        return Result(seq, national_id, ResultStatus.NO_DATA)
    incomes = tuple(_voucher(chance) for _ in range(chance.randint(1, _MOST_VOUCHERS)))
    holdings = (_holding(chance),) if chance.random() < 0.4 else ()
    return Result(seq, national_id, ResultStatus.FOUND, incomes, holdings)


def _voucher(chance: Random) -> IncomeItem:
    gross = chance.randint(1, 600_000)
    net = gross if chance.random() < 0.9 else Absent.UNKNOWN
    return IncomeItem(
        chance.choice(("50", "5A", "9A", "54")), "", f"{chance.randint(0, 99_999_999):08d}",
        f"測試{chance.randint(1, 9999)}有限公司", gross, gross // 20, net, _YEAR,
    )  # fmt: skip


def _holding(chance: Random) -> PropertyItem:

    area = Decimal(chance.randint(100, 99_999)) / 100
    share, value = Fraction(1, chance.randint(1, 12)), chance.randint(10_000, 9_000_000)
    where = f"花蓮縣測試段{chance.randint(1, 9999)}地號"
    return PropertyItem(
        PropertyKind.LAND, where, f"U{chance.randint(0, 10**8):09d}", area, share, value, _YEAR
    )
