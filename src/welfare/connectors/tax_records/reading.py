"""Messages out of verified XML: schema first, then control totals, then objects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from lxml import etree

from welfare.connectors.tax_records.items import (
    DEPENDANT,
    INCOME,
    PROPERTY,
    claim_of,
    income_of,
    property_of,
)
from welfare.connectors.tax_records.messages import (
    NAMESPACE,
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
from welfare.foundation.clock import day_in_taiwan

_T = f"{{{NAMESPACE}}}"
RESULT = f"{_T}Result"
_NOT_AS_AGREED = "內容不合約定的格式（第 {line} 行）。沒有採用；請機關查明後重送。"


class Unreadable(ValueError):
    """A message that is not as agreed; the text is a Chinese sentence without personal data."""


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(__file__).parent / "tax-relay-v1.xsd")))


def check_schema(root: etree._Element) -> None:
    """Raises Unreadable."""
    if not _schema().validate(root):
        faults = _schema().error_log
        raise Unreadable(_NOT_AS_AGREED.format(line=faults[0].line if len(faults) else 1))


def message(root: etree._Element) -> Query | Ack | Response:
    """A verified document as what it says. Raises Unreadable."""
    check_schema(root)
    with understood():
        head = head_of(root)
        if root.tag == f"{_T}Ack":
            return _ack(root, head)
        if is_response(root):
            return _response(root, head)
        if root.tag == f"{_T}TaxQueryRequest":
            return _query(root, head)
    raise Unreadable("不是約定的訊息種類。沒有採用；請機關查明後重送。")


def query_of(package: bytes) -> Query:
    """What we packed ourselves."""
    query = message(etree.fromstring(package))
    assert isinstance(query, Query)
    return query


def is_response(root: etree._Element) -> bool:
    return bool(root.tag == f"{_T}TaxQueryResponse")


@contextmanager
def understood() -> Iterator[None]:
    """Dates, numbers and codes that fit the schema and still mean nothing are Unreadable."""
    try:
        yield
    except Unreadable:
        raise
    except (ValueError, ArithmeticError, LookupError, TypeError) as odd:
        raise Unreadable("內容有讀不懂的日期、數字或代號。沒有採用；請機關查明後重送。") from odd


@dataclass(frozen=True, slots=True)
class Frame:
    """Around the results of a response: which part, how many the agency counts, true of which day."""

    head: Head
    part: int
    parts: int
    total: int
    as_of: date


def frame(root: etree._Element) -> Frame:
    """Of a response whose schema was checked; its totals are checked here. Call inside `understood`."""
    check_totals(root)
    head, as_of = head_of(root), root[-1].get("asOf")
    return Frame(
        head,
        int(_text(root, "part")),
        int(_text(root, "parts")),
        int(root[-1].attrib["resultCount"]),
        date.fromisoformat(as_of) if as_of else day_in_taiwan(head.sent_at),
    )


def check_totals(root: etree._Element) -> None:
    """The agency's control totals against its own results. Raises Unreadable, ValueError for odd numbers."""
    trailer = root[-1].attrib
    results = root.findall(RESULT)
    for result in results:
        said, found = int(result.attrib["detailCount"]), len(result)
        is_found = result.attrib["status"] == ResultStatus.FOUND
        if said != found or is_found != (found > 0):
            raise Unreadable(f"第 {int(result.attrib['seq'])} 筆的明細數對不上。沒有採用；請機關重送這一份。")
    incomes = sum(int(each.attrib["gross"]) for each in root.iter(INCOME))
    values = sum(int(each.attrib.get("value", 0)) for each in root.iter(PROPERTY))
    totals = (int(trailer["resultCount"]), int(trailer["incomeTotal"]), int(trailer["propertyTotal"]))
    if totals != (len(results), incomes, values):
        raise Unreadable("控制總數和內容對不上。沒有採用；請機關重送這一份。")


def _response(root: etree._Element, head: Head) -> Response:
    about = frame(root)
    results = tuple(_result(each) for each in root.iterchildren(RESULT))
    return Response(head, about.part, about.parts, results, about.as_of)


def _result(element: etree._Element) -> Result:
    subject = element.attrib["id"]
    return Result(
        seq=int(element.attrib["seq"]),
        national_id=subject,
        status=ResultStatus(element.attrib["status"]),
        incomes=tuple(income_of(each) for each in element.iterchildren(INCOME)),
        holdings=tuple(property_of(each) for each in element.iterchildren(PROPERTY)),
        claims=tuple(claim_of(each, subject) for each in element.iterchildren(DEPENDANT)),
    )


def _ack(root: etree._Element, head: Head) -> Ack:
    fault = root.find(f"{_T}Fault")
    return Ack(
        head,
        AckStatus(_text(root, "status")),
        None
        if fault is None
        else Fault(_text(fault, "code"), _text(fault, "message"), _text(fault, "retryable") in {"true", "1"}),
    )


def _query(root: etree._Element, head: Head) -> Query:
    part = root[-1]
    year = _text(part, "incomeYear")
    subjects = tuple(
        Asked(
            int(each.attrib["seq"]),
            each.attrib["id"],
            each.attrib["caseRef"],
            int(each.get("incomeYear", year)),
            date.fromisoformat(each.attrib["birth"]) if "birth" in each.attrib else None,
        )
        for each in part.iterchildren(f"{_T}Subject")
    )
    if int(part.attrib["count"]) != len(subjects):
        raise Unreadable("查詢檔寫的人數和內容不同。")
    datasets = tuple(Dataset(str(each.text)) for each in part.iterchildren(f"{_T}dataset"))
    return Query(head, _text(part, "batchNo"), _text(part, "purposeCode"), datasets, subjects)


def head_of(root: etree._Element) -> Head:
    """Of any message. Call inside `understood`."""
    part = root[0]
    sent_at = datetime.fromisoformat(_text(part, "sentAt"))
    if sent_at.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    return Head(
        message=_text(part, "messageId"),
        sender=_text(part, "senderOrg"),
        receiver=_text(part, "receiverOrg"),
        sent_at=sent_at,
        legal_basis=_text(part, "legalBasis"),
        operator=_text(part, "operatorRef"),
        correlation=_text(part, "correlationId"),
        transaction=_text(part, "transactionId"),
        service=_text(part, "serviceCode"),
    )


def _text(parent: etree._Element, name: str) -> str:
    return str(parent.findtext(f"{_T}{name}", "")).strip()
