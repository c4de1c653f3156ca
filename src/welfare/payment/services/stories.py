"""The story of every case on a roster at once: two statements, whatever its length."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.models import Case, TimelineEntry
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import Promise
from welfare.foundation.money import format_ntd
from welfare.payment.labels import CAUSE, day_words, month_words, roster_name
from welfare.payment.models import PaymentLine, PaymentRoster
from welfare.payment.services.entitlements import FIRST_PAYMENT

_BATCH = 2000
_MESSAGE = gettext_noop("撥款 %(amount)s（%(month)s，%(cause)s）：轉帳檔已產生，預定 %(day)s入帳")


def tell_cases(roster: PaymentRoster, *, by: Acting) -> None:
    """Tell each case what was paid for which month and why, and keep the promises of a first payment."""
    lines = PaymentLine.objects.filter(roster=roster, withdrawn=False)
    entries = [_entry(roster, line, by) for line in lines.order_by("position")]
    TimelineEntry.objects.bulk_create(entries, batch_size=_BATCH)
    now = clock.now()
    Case.objects.filter(pk__in=lines.values("case_id")).update(
        changed_at=now,
        changed_by_name=by.name,
        last_change=_("撥款清冊 %(name)s") % {"name": roster_name(roster)},
    )
    first = [str(pk) for pk in lines.values_list("entitlement_id", flat=True).distinct()]
    Promise.objects.filter(
        county=roster.county, kind=FIRST_PAYMENT, subject__in=first, kept_at__isnull=True
    ).update(kept_at=now)


def _entry(roster: PaymentRoster, line: PaymentLine, by: Acting) -> TimelineEntry:
    return TimelineEntry(
        county=line.county,
        case_id=line.case_id,
        at=clock.now(),
        kind="money",
        officer_name=by.name,
        role=by.role,
        on_behalf_of_name=by.on_behalf_of_name,
        message=_MESSAGE,
        params={
            "amount": format_ntd(line.amount),
            "month": month_words(line.benefit_month),
            "cause": str(CAUSE[line.cause]),
            "day": day_words(roster.pay_on),
        },
    )
