"""The demo benefit records, answering from the synthetic nation."""

from __future__ import annotations

from datetime import date

from welfare.connectors.demo_nation.agency import DemoAgency
from welfare.connectors.demo_nation.fields import maybe, maybe_date
from welfare.connectors.demo_nation.register import Record
from welfare.lookup.ports import (
    Absent,
    Answer,
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
    Subject,
)


class DemoBenefitRegistry(DemoAgency):
    code = "benefit_records"
    label = "示範福利給付機關"

    def listing(self, subject: Subject, purpose: LookupPurpose) -> Answer[Listing]:
        return self._ask(subject, purpose, lambda _, record: _listing(record), topic="listing")

    def benefits(self, subject: Subject, purpose: LookupPurpose) -> Answer[ReceivedBenefits]:
        return self._ask(subject, purpose, lambda _, record: _benefits(record), topic="benefits")

    def placement(self, subject: Subject, purpose: LookupPurpose) -> Answer[Placement]:
        return self._ask(subject, purpose, lambda _, record: _placement(record), topic="placement")

    def custody(self, subject: Subject, purpose: LookupPurpose) -> Answer[Custody]:
        return self._ask(subject, purpose, lambda _, record: _custody(record), topic="custody")


def _listing(record: Record) -> Listing | None:
    row = record.get("listing")
    if row is None:
        return None
    return Listing(
        kind=ListingKind(row["kind"]),
        low_income_class=maybe(row, "low_income_class"),
        county_code=row["county"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_until=date.fromisoformat(row["valid_until"]),
    )


def _benefits(record: Record) -> ReceivedBenefits | None:
    rows = tuple(
        ReceivedBenefit(
            code=BenefitCode(row["code"]),
            monthly_amount=maybe(row, "amount"),
            since=date.fromisoformat(row["since"]),
            until=maybe_date(row, "until"),
        )
        for row in record.get("benefits", ())
    )
    return ReceivedBenefits(rows) if rows else None


def _placement(record: Record) -> Placement | None:
    row = record.get("placement")
    if row is None:
        return None
    return Placement(
        row["institution"],
        row["public_cost"],
        date.fromisoformat(row["since"]),
        maybe_date(row, "until"),
        PlacementService(row["service"]) if "service" in row else Absent.UNKNOWN,
    )


def _custody(record: Record) -> Custody | None:
    row = record.get("custody")
    if row is None:
        return None
    return Custody(CustodyKind(row["kind"]), date.fromisoformat(row["since"]), maybe_date(row, "until"))
