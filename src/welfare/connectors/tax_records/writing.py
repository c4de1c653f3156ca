"""Messages as XML elements, in the order of tax-relay-v1.xsd. Not signed yet."""

from __future__ import annotations

from lxml import etree

from welfare.connectors.tax_records.items import claim_element, income_element, property_element
from welfare.connectors.tax_records.messages import NAMESPACE, VERSION, Ack, Head, Query, Response, Result


def request(query: Query) -> etree._Element:
    root = _root("TaxQueryRequest")
    _head(root, query.head)
    part = _child(root, "Query")
    part.set("count", str(len(query.subjects)))
    year = query.subjects[0].year if query.subjects else 1
    for name, text in (("batchNo", query.batch), ("purposeCode", query.purpose), ("incomeYear", str(year))):
        _child(part, name, text)
    for dataset in query.datasets:
        _child(part, "dataset", dataset.value)
    for each in query.subjects:
        said = _child(part, "Subject")
        said.set("seq", str(each.seq))
        said.set("id", each.national_id)
        if each.birth_on is not None:
            said.set("birth", each.birth_on.isoformat())
        said.set("caseRef", each.case_reference)
        if each.year != year:
            said.set("incomeYear", str(each.year))
    return root


def acknowledgement(ack: Ack) -> etree._Element:
    root = _root("Ack")
    _head(root, ack.head)
    _child(root, "status", ack.status.value)
    if ack.fault is not None:
        fault = _child(root, "Fault")
        _child(fault, "code", ack.fault.code)
        _child(fault, "message", ack.fault.text)
        _child(fault, "retryable", "true" if ack.fault.is_retryable else "false")
    return root


def response(said: Response) -> etree._Element:
    root = _root("TaxQueryResponse")
    _head(root, said.head)
    _child(root, "part", str(said.part))
    _child(root, "parts", str(said.parts))
    for result in said.results:
        _result(root, result)
    trailer = _child(root, "Trailer")
    trailer.set("resultCount", str(len(said.results)))
    incomes = (item.gross for result in said.results for item in result.incomes)
    values = (item.value for result in said.results for item in result.holdings)
    trailer.set("incomeTotal", str(sum(incomes)))
    trailer.set("propertyTotal", str(sum(value for value in values if isinstance(value, int))))
    trailer.set("asOf", said.as_of.isoformat())
    return root


def _result(root: etree._Element, result: Result) -> None:
    said = _child(root, "Result")
    said.set("seq", str(result.seq))
    said.set("id", result.national_id)
    said.set("status", result.status.value)
    for item in result.incomes:
        income_element(said, item)
    for holding in result.holdings:
        property_element(said, holding)
    for claim in result.claims:
        claim_element(said, claim, result.national_id)
    said.set("detailCount", str(len(said)))


def _head(root: etree._Element, head: Head) -> None:
    said = _child(root, "Header")
    _child(said, "messageId", head.message)
    if head.correlation:
        _child(said, "correlationId", head.correlation)
    if head.transaction:
        _child(said, "transactionId", head.transaction)
    _child(said, "serviceCode", head.service)
    _child(said, "serviceVersion", VERSION)
    _child(said, "senderOrg", head.sender)
    _child(said, "receiverOrg", head.receiver)
    _child(said, "sentAt", head.sent_at.isoformat(timespec="milliseconds"))
    _child(said, "legalBasis", head.legal_basis)
    _child(said, "operatorRef", head.operator)


def _root(name: str) -> etree._Element:
    return etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})


def _child(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    made.text = text
    return made
