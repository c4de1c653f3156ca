"""Reads of payment from the side of one case: what is due each month, and what was paid for which month."""

from django.db.models import QuerySet, Sum

from welfare.case.models import Case
from welfare.payment.models import Entitlement, PaymentLine, RosterStatus


def entitlement_of(case: Case) -> Entitlement | None:
    """The newest entitlement of a case."""
    return Entitlement.objects.filter(case=case).order_by("-created_at").first()


def lines_of_case(case: Case) -> QuerySet[PaymentLine]:
    """Every standing payment line of a case with its roster and masked account, the newest month first."""
    return (
        PaymentLine.objects.filter(case=case, withdrawn=False)
        .select_related("roster", "account")
        .defer("account__account_number")
        .order_by("-benefit_month")
    )


def paid_in_total(case: Case) -> int:
    """NT$ for which a transfer file was made."""
    total = PaymentLine.objects.filter(
        case=case, withdrawn=False, roster__status=RosterStatus.FILE_MADE
    ).aggregate(total=Sum("amount"))["total"]
    return int(total or 0)
