"""Single vouchers, holdings and claims: element to port object and back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lxml import etree

from welfare.connectors.tax_records.messages import NAMESPACE
from welfare.lookup.ports import Absent, DependantClaim, IncomeItem, PropertyItem, PropertyKind

INCOME, PROPERTY, DEPENDANT = (f"{{{NAMESPACE}}}{name}" for name in ("Income", "Property", "Dependant"))


def income_element(parent: etree._Element, item: IncomeItem) -> None:
    _write(
        etree.SubElement(parent, INCOME),
        format=item.format_code,
        mark=item.mark or None,
        payerUbn=item.payer_number,
        payerName=item.payer_name,
        gross=item.gross,
        withheld=item.withheld_tax,
        net=item.net,
        year=item.data_year,
    )


def income_of(element: etree._Element) -> IncomeItem:
    said = element.attrib
    return IncomeItem(
        format_code=said["format"],
        mark=said.get("mark", ""),
        payer_number=said["payerUbn"],
        payer_name=said["payerName"],
        gross=int(said["gross"]),
        withheld_tax=int(said["withheld"]),
        net=_maybe(said, "net", int),
        data_year=int(said["year"]),
    )


def property_element(parent: etree._Element, item: PropertyItem) -> None:
    _write(
        etree.SubElement(parent, PROPERTY),
        kind=item.kind.value.upper(),
        location=item.location or None,
        ref=item.reference or None,
        area=item.area,
        shareNum=item.share.numerator,
        shareDen=item.share.denominator,
        value=item.value,
        year=item.data_year,
        landCategory=item.land_category,
    )


def property_of(element: etree._Element) -> PropertyItem:
    said = element.attrib
    return PropertyItem(
        kind=PropertyKind(said["kind"].lower()),
        location=said.get("location", ""),
        reference=said.get("ref", ""),
        area=_maybe(said, "area", Decimal),
        share=Fraction(int(said.get("shareNum", 1)), int(said.get("shareDen", 1))),
        value=_maybe(said, "value", int),
        data_year=int(said["year"]),
        land_category=_maybe(said, "landCategory", str),
    )


def claim_element(parent: etree._Element, claim: DependantClaim, subject: str) -> None:
    """`dependantId` is left out where the dependant is the subject."""
    _write(
        etree.SubElement(parent, DEPENDANT),
        taxpayerId=claim.taxpayer_id,
        dependantId=None if claim.dependant_id == subject else claim.dependant_id,
        relation=claim.relation,
        year=claim.data_year,
    )


def claim_of(element: etree._Element, subject: str) -> DependantClaim:
    """Raises ValueError for a claim between two other people."""
    said = element.attrib
    claim = DependantClaim(
        said["taxpayerId"], said.get("dependantId", subject), said["relation"], int(said["year"])
    )
    if subject not in (claim.taxpayer_id, claim.dependant_id):
        raise ValueError("a claim of other people")
    return claim


def _write(element: etree._Element, **values: Any) -> None:
    """Attributes in this order; None is left out, a null is left out and named in `nulls`."""
    nulls = [f"{name}:{value}" for name, value in values.items() if isinstance(value, Absent)]
    for name, value in values.items():
        if value is not None and not isinstance(value, Absent):
            element.set(name, format(value, "f") if isinstance(value, Decimal) else str(value))
    if nulls:
        element.set("nulls", " ".join(nulls))


def _maybe(said: Any, name: str, read: Callable[[str], Any]) -> Any:
    """The value, or which null stands for it: not known when nobody says."""
    if name in said:
        return read(said[name])
    named = dict(each.split(":", 1) for each in said.get("nulls", "").split())
    return Absent(named.get(name, Absent.UNKNOWN))
