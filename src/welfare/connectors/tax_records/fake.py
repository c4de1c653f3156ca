"""The demo tax register, answering from the synthetic nation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from welfare.connectors.demo_nation.agency import DemoAgency
from welfare.connectors.demo_nation.fields import maybe
from welfare.connectors.demo_nation.register import Record
from welfare.lookup.ports import (
    Absent,
    Answer,
    DependantClaim,
    DependantClaims,
    IncomeItem,
    IncomeList,
    LookupPurpose,
    PropertyItem,
    PropertyKind,
    PropertyList,
    Subject,
)


class DemoTaxRegistry(DemoAgency):
    code = "tax_records"
    label = "示範財稅機關"

    def income(self, subject: Subject, data_year: int, purpose: LookupPurpose) -> Answer[IncomeList]:
        def build(_: object, record: Record) -> IncomeList | None:
            rows = record.get("income", {}).get(str(data_year), ())
            return IncomeList(data_year, tuple(_income(row, data_year) for row in rows)) if rows else None

        return self._ask(subject, purpose, build, topic="income", data_year=data_year)

    def property(self, subject: Subject, data_year: int, purpose: LookupPurpose) -> Answer[PropertyList]:
        def build(_: object, record: Record) -> PropertyList | None:
            rows = record.get("property", {}).get(str(data_year), ())
            return PropertyList(data_year, tuple(_holding(row, data_year) for row in rows)) if rows else None

        return self._ask(subject, purpose, build, topic="property", data_year=data_year)

    def dependants(self, subject: Subject, data_year: int, purpose: LookupPurpose) -> Answer[DependantClaims]:
        def build(_: object, record: Record) -> DependantClaims | None:
            by = tuple(
                DependantClaim(row["taxpayer"], record["id"], row["relation"], data_year)
                for row in record.get("claimed_by", {}).get(str(data_year), ())
            )
            of = tuple(
                DependantClaim(record["id"], row["dependant"], row["relation"], data_year)
                for row in record.get("claims", {}).get(str(data_year), ())
            )
            return DependantClaims(data_year, by, of) if by or of else None

        return self._ask(subject, purpose, build, topic="dependants", data_year=data_year)


def _income(row: dict[str, Any], data_year: int) -> IncomeItem:
    return IncomeItem(
        format_code=row["code"],
        mark=row.get("mark", ""),
        payer_number=row["payer"],
        payer_name=row["payer_name"],
        gross=row["gross"],
        withheld_tax=row.get("withheld", 0),
        net=row["gross"] - row.get("withheld", 0),
        data_year=data_year,
    )


def _holding(row: dict[str, Any], data_year: int) -> PropertyItem:
    area = maybe(row, "area")
    category = maybe(row, "land_category")
    return PropertyItem(
        kind=PropertyKind(row["kind"]),
        location=row.get("location", ""),
        reference=row["reference"],
        area=area if isinstance(area, Absent) else Decimal(area),
        share=Fraction(row.get("share", "1")),
        value=maybe(row, "value"),
        data_year=data_year,
        land_category=category,
    )
