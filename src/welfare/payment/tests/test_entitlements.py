"""A decision becomes what is owed each month, once."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from welfare.case.models import TimelineEntry
from welfare.decision.models import Decision
from welfare.foundation import outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage, Promise
from welfare.foundation.row_access import acting_as
from welfare.payment import services, tasks
from welfare.payment.models import Entitlement
from welfare.payment.policies import AlreadyEntitled
from welfare.payment.tests.factories import PROGRAM, a_case, an_approved_case, an_entitled_case
from welfare.project.demo.staff import HUALIEN
from welfare.review.tests.factories import a_determination

pytestmark = pytest.mark.django_db


def test_the_amount_owed_is_the_one_decided_for_whole_months() -> None:
    case, entitlement = an_entitled_case(amount=4164, since=date(2026, 11, 1), until=date(2026, 12, 31))
    assert entitlement.monthly_amount == 4164
    assert (entitlement.period.lower, entitlement.period.upper) == (date(2026, 11, 1), date(2027, 1, 1))
    with acting_as(Acting.system(HUALIEN)):
        assert TimelineEntry.objects.get(case=case, kind="money").text.startswith("列入撥款：每月 4,164 元")


def test_a_message_delivered_twice_owes_once_and_promises_the_pay_day() -> None:
    _case, decision = an_approved_case()
    with acting_as(Acting.system(HUALIEN)):
        outbox.put(county=HUALIEN, topic="decision.approved", payload={"decision_id": str(decision.id)})
        outbox.put(county=HUALIEN, topic="decision.approved", payload={"case_id": str(decision.case_id)})
    outbox.deliver_all()
    with acting_as(Acting.system(HUALIEN)):
        assert OutboxMessage.objects.filter(delivered_at__isnull=False).count() == 2
        made = Entitlement.objects.get(decision=decision)
        promise = Promise.objects.get(kind="first_payment", subject=str(made.id))
        assert promise.owner_role == "accountant"
        assert promise.due_at.astimezone().date() <= date(2026, 12, 11)


def _second_decision_for(case, since: date, until: date) -> Decision:
    """The same person decided again in another case, as a correction that forgot the first would."""
    other = a_case(at=case.state)
    determination = a_determination(other)
    with acting_as(Acting.system(HUALIEN)):
        other.applicant_key = case.applicant_key
        other.period = case.period + 1
        other.save(update_fields=["applicant_key", "period"])
        decision = Decision(
            county=HUALIEN, case=other, determination=determination, outcome="approved", monthly_amount=8329,
            grant_from=since, grant_until=until, decided_by=case.opened_by, decided_by_name="approver",
        )  # fmt: skip
        Decision.objects.bulk_create([decision])
    return decision


def test_overlapping_months_of_one_person_are_refused_with_a_sentence_and_an_owner() -> None:
    case, _entitlement = an_entitled_case()
    decision = _second_decision_for(case, date(2026, 12, 1), date(2027, 12, 31))
    with acting_as(Acting.system(HUALIEN)) as by:
        with pytest.raises(AlreadyEntitled, match="已經有同一項津貼的核定"):
            services.entitle(by=by, decision=decision)
        tasks.entitle(by, {"decision_id": str(decision.id)})
        story = TimelineEntry.objects.filter(case=decision.case, kind="money").latest("at")
        assert story.text.startswith("沒有列入撥款：這位民眾在 115 年 12 月到 116 年 12 月")
        assert Promise.objects.get(kind="entitlement_overlap").owner_role == "county_approver"


def test_the_month_after_the_last_one_may_be_granted_anew() -> None:
    case, _entitlement = an_entitled_case()
    decision = _second_decision_for(case, date(2027, 1, 1), date(2027, 12, 31))
    with acting_as(Acting.system(HUALIEN)) as by:
        services.entitle(by=by, decision=decision)
        assert Entitlement.objects.filter(person_key=case.applicant_key, program=PROGRAM).count() == 2


@pytest.mark.proves("R18")
def test_the_database_itself_refuses_an_overlap() -> None:
    case, first = an_entitled_case()
    decision = _second_decision_for(case, date(2026, 12, 1), date(2026, 12, 31))
    with (
        acting_as(Acting.system(HUALIEN)),
        pytest.raises(IntegrityError, match="do_not_overlap"),
        transaction.atomic(),
    ):
        Entitlement.objects.bulk_create(
            [
                Entitlement(
                    county=HUALIEN, case=decision.case, decision=decision, program=PROGRAM,
                    person_key=first.person_key, period=first.period, monthly_amount=1, rule_version="0",
                )
            ]
        )  # fmt: skip


def test_an_amount_once_owed_cannot_be_changed_by_the_application() -> None:
    _case, entitlement = an_entitled_case()
    with acting_as(Acting.system(HUALIEN)), pytest.raises(ProgrammingError), transaction.atomic():
        Entitlement.objects.filter(pk=entitlement.pk).update(monthly_amount=99_999)


def test_a_decision_that_grants_nothing_owes_nothing() -> None:
    _case, decision = an_approved_case()
    decision.outcome = "rejected"
    with acting_as(Acting.system(HUALIEN)) as by, pytest.raises(ValueError, match="grants nothing"):
        services.entitle(by=by, decision=decision)
