"""Reads of rosters: lists in pages that begin where the last one ended."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from welfare.payment.models import HeldPayment, PaymentLine, PaymentRoster, TransferFile
from welfare.payment.months import following

ROSTERS_PER_PAGE = 24
LINES_PER_PAGE = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Rows of one page; `more` is where the next page begins, empty at the end."""

    rows: list[T]
    more: str = ""


def rosters_page(before: UUID | None = None) -> Page[PaymentRoster]:
    """Rosters of the acting county, newest first."""
    found = PaymentRoster.objects.order_by("-prepared_at", "-id")
    if before is not None and (last := PaymentRoster.objects.filter(pk=before).first()):
        found = found.filter(
            Q(prepared_at__lt=last.prepared_at) | Q(prepared_at=last.prepared_at, id__lt=last.id)
        )
    rows = list(found[: ROSTERS_PER_PAGE + 1])
    more = str(rows[ROSTERS_PER_PAGE - 1].id) if len(rows) > ROSTERS_PER_PAGE else ""
    return Page(rows[:ROSTERS_PER_PAGE], more)


def lines_page(roster: PaymentRoster, after: int = 0) -> Page[PaymentLine]:
    """Lines in their order, `after` a position."""
    found = (
        PaymentLine.objects.filter(roster=roster, position__gt=after)
        .select_related("case", "account")
        .defer("account__account_number")
        .order_by("position")
    )
    rows = list(found[: LINES_PER_PAGE + 1])
    more = str(rows[LINES_PER_PAGE - 1].position) if len(rows) > LINES_PER_PAGE else ""
    return Page(rows[:LINES_PER_PAGE], more)


def held_of(roster: PaymentRoster) -> QuerySet[HeldPayment]:
    return HeldPayment.objects.filter(roster=roster).select_related("case").order_by("reason", "case__number")


def stopped_since(roster: PaymentRoster) -> QuerySet[PaymentLine]:
    """Lines of the month before whose persons no roster pays for this month."""
    standing = PaymentLine.objects.filter(program=roster.program, withdrawn=False)
    again = standing.filter(
        county=OuterRef("county"), person_key=OuterRef("person_key"), benefit_month=roster.pay_month
    )
    return (
        standing.filter(~Exists(again), benefit_month=following(roster.pay_month, -1))
        .select_related("case", "entitlement")
        .order_by("case__number")
    )


def transfer_file(roster: PaymentRoster) -> TransferFile | None:
    return TransferFile.objects.filter(roster=roster).select_related("document__file").first()


def roster_documents() -> Q:
    """Condition on GeneratedDocument: what payment has made."""
    return Q(case__isnull=True, kind__in=["payment_roster", "transfer_file"])
