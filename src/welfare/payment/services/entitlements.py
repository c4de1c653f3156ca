"""From a decision to what is owed each month."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.law import law_of
from welfare.case.models import Case
from welfare.case.services import tell_story
from welfare.decision.models import Decision
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.money import format_ntd
from welfare.foundation.roles import Role
from welfare.payment import months, permissions
from welfare.payment.labels import month_words
from welfare.payment.models import Entitlement
from welfare.payment.policies import AlreadyEntitled

FIRST_PAYMENT = "first_payment"
_OVERLAP = "entitlement_overlap"


@through_the_door("payment.entitle")
def entitle(act: Act, *, by: Acting, decision: Decision) -> Entitlement:
    """Make the entitlement (受給權) of an approving decision; a second call answers the first one.

    The amount is the decision's, never computed again; whole months from grant_from through grant_until.
    Promises the first payment by the next pay day. Raises AlreadyEntitled when the person already gets this
    program in one of the months (the database refuses it), ValueError for a decision that grants nothing.
    """
    permissions.check_entitle(by)
    made = Entitlement.objects.filter(decision=decision).first()
    if made is None:
        made = _make(decision)
        _promise_first_payment(act, made)
        tell_story(
            decision.case,
            by=by,
            kind="money",
            message=gettext_noop("列入撥款：每月 %(amount)s，%(since)s到 %(until)s"),
            params=_words(made),
            law=law_of(decision.case.program).start,
        )
    act.audit(
        Event.PAYMENT_ENTITLED,
        case_id=decision.case_id,
        entitlement=str(made.id),
        decision=str(decision.id),
        amount=made.monthly_amount,
    )
    return made


def _make(decision: Decision) -> Entitlement:
    case, since, until, amount = (
        decision.case,
        decision.grant_from,
        decision.grant_until,
        decision.monthly_amount,
    )
    if decision.outcome != "approved" or since is None or until is None or not amount:
        raise ValueError("this decision grants nothing")
    entitlement = Entitlement(
        county=decision.county,
        case=case,
        decision=decision,
        program=case.program,
        person_key=case.applicant_key,
        period=DateRange(months.first_of(since), months.following(months.first_of(until))),
        monthly_amount=amount,
        rule_version=decision.determination.rule_version if decision.determination else "",
    )
    try:
        with transaction.atomic():
            Entitlement.objects.bulk_create([entitlement])
    except IntegrityError as refused:
        if "entitlements_do_not_overlap" not in str(refused):
            raise
        raise AlreadyEntitled(
            _(
                "這位民眾在 %(since)s到 %(until)s 之間已經有同一項津貼的核定，"
                "不能重複列入撥款。請先終止前一件。"
            )
            % {"since": month_words(since), "until": month_words(until)}
        ) from refused
    return entitlement


def _promise_first_payment(act: Act, entitlement: Entitlement) -> None:
    day = months.promised_day(county=entitlement.county, program=entitlement.program, on=clock.today())
    act.promise(
        FIRST_PAYMENT,
        str(entitlement.id),
        due_at=clock.start_of_day(_next_day(day)),
        owner_role=Role.ACCOUNTANT,
        case_id=entitlement.case_id,
    )


def _next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _words(entitlement: Entitlement) -> dict[str, str]:
    last = months.following(entitlement.period.upper, -1)
    return {
        "amount": format_ntd(entitlement.monthly_amount),
        "since": month_words(entitlement.period.lower),
        "until": month_words(last),
    }


@through_the_door("payment.report_overlap")
def report_overlap(act: Act, *, by: Acting, case: Case, sentence: str) -> None:
    """An approved case that cannot be paid: said in its story, and promised to be looked at today."""
    act.audit(Event.PAYMENT_ENTITLED, case_id=case.id, refused="overlap")
    tell_story(
        case,
        by=by,
        kind="money",
        message=gettext_noop("沒有列入撥款：%(why)s"),
        params={"why": sentence},
    )
    act.promise(
        _OVERLAP,
        str(case.id),
        due_at=clock.start_of_day(_next_day(clock.today())),
        owner_role=Role.COUNTY_APPROVER,
        case_id=case.id,
    )
