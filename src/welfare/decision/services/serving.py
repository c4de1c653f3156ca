"""Recording service (送達): remedies count from the day the letter reached the person."""

from datetime import date, timedelta

from django.utils.translation import gettext_noop

from welfare.case.services import mark, tell_story
from welfare.decision import offices, permissions, policies
from welfare.decision.labels import SERVICE_METHOD
from welfare.decision.models import Notice
from welfare.decision.services.issuing import SERVED
from welfare.documents.models import Evidence
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.office_calendar import Deadline, OfficeCalendar, Span, Unit, count_period
from welfare.foundation.roc_calendar import to_roc


@through_the_door("decision.record_service")
def record_service(
    act: Act,
    *,
    by: Acting,
    notice: Notice,
    served_on: date,
    method: str,
    receipt: Evidence | None = None,
    key: str = "",
) -> Notice:
    """Say when and how the letter reached the person, once.

    appeal_until: the last day of 訴願, counted from the day after service takes effect (訴願法第14條第1項,
    行政程序法第48條). Raises NotServable before issue, for a future or impossible day, a second time.
    """
    permissions.check_serve(by)
    locked = (
        Notice.objects.select_for_update(of=("self",)).select_related("case", "decision").get(pk=notice.pk)
    )
    policies.check_service(locked, served_on=served_on, method=method)
    locked.served_on, locked.service_method, locked.receipt = served_on, method, receipt
    locked.effective_on = served_on + timedelta(days=offices.days_until_effect(method))
    locked.appeal_until = appeal_deadline(locked, locked.effective_on).last_day
    locked.save(update_fields=["served_on", "service_method", "receipt", "effective_on", "appeal_until"])
    unserved = Notice.objects.filter(case=locked.case, issued_on__isnull=False, served_on__isnull=True)
    mark(locked.case, has_letter_to_serve=unserved.exists())
    act.keep(SERVED, str(locked.id))
    act.audit(
        Event.DECISION_NOTICE_SERVED,
        case_id=locked.case_id,
        notice=str(locked.id),
        served_on=locked.served_on,
        method=method,
        appeal_until=locked.appeal_until,
    )
    tell_story(
        locked.case,
        by=by,
        kind="document",
        message=gettext_noop("%(day)s送達（%(method)s），訴願期限到%(until)s"),
        params={
            "day": to_roc(served_on),
            "method": str(SERVICE_METHOD[method]),
            "until": to_roc(locked.appeal_until),
        },
        law="訴願法第14條",
    )
    return locked


def appeal_deadline(notice: Notice, effective_on: date) -> Deadline:
    """The end of the appeal period of a letter that took effect on a day."""
    issuer = offices.issuer_of(notice.case, notice.decision.outcome)
    remedy = offices.remedy_of(notice.case, issuer)
    return count_period(effective_on, Span(remedy.days, Unit.DAY), OfficeCalendar(notice.county))
