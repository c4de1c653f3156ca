"""Service: remedies count from the day the letter reached the person, under the calendar of the office."""

from datetime import date

import pytest
import time_machine

from welfare.case.models import TimelineEntry
from welfare.decision import services
from welfare.decision.models import Notice
from welfare.decision.policies import NotServable
from welfare.decision.tests.factories import a_case_to_decide
from welfare.foundation.acting import Acting
from welfare.foundation.models import Promise
from welfare.foundation.row_access import acting_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(decided, issued) -> Notice:
    with time_machine.travel("2026-11-20T02:00:00Z", tick=False):
        case = a_case_to_decide()
        decided(case, "approved")
        return issued(case)


def serve(
    as_, notice: Notice, served_on: date, method: str = "in_person", today: str = "2027-03-01"
) -> Notice:
    with time_machine.travel(f"{today}T04:00:00Z", tick=False), as_("caseworker") as by:
        return services.record_service(by=by, notice=notice, served_on=served_on, method=method, key="s")


@pytest.mark.parametrize(
    ("served_on", "until"),
    [
        (date(2026, 11, 23), date(2026, 12, 23)),  # a Wednesday: nothing rolls
        (date(2026, 11, 20), date(2026, 12, 21)),  # the thirtieth day is a Sunday: Monday
        (date(2026, 11, 26), date(2026, 12, 28)),  # the thirtieth day is a Saturday: Monday
        (date(2026, 12, 2), date(2027, 1, 4)),  # New Year's Day, then a weekend
    ],
)
def test_the_appeal_period_ends_thirty_days_after_service(as_, notice, served_on, until):
    assert serve(as_, notice, served_on).appeal_until == until


def test_service_by_publication_takes_effect_later(as_, notice):
    served = serve(as_, notice, date(2026, 11, 23), method="served_by_publication")
    assert (served.effective_on, served.appeal_until) == (date(2026, 12, 13), date(2027, 1, 12))


def test_service_keeps_its_promise_and_is_told_on_the_case(as_, notice):
    serve(as_, notice, date(2026, 11, 23))
    with acting_as(Acting.system(notice.county)):
        assert Promise.objects.get(kind="notice_served", subject=str(notice.pk)).kept_at is not None
        story = TimelineEntry.objects.filter(case=notice.case).first()
    assert "訴願期限到民國115年12月23日" in story.text


def test_a_letter_is_not_served_before_it_was_issued_nor_in_the_future(as_, notice):
    with pytest.raises(NotServable, match="發文日早"):
        serve(as_, notice, date(2026, 11, 19))
    with pytest.raises(NotServable, match="以後的日子"):
        serve(as_, notice, date(2026, 11, 27), today="2026-11-24")
    with acting_as(Acting.system(notice.county)):
        Notice.objects.filter(pk=notice.pk).update(issued_on=None)
    with pytest.raises(NotServable, match="還沒發出"):
        serve(as_, notice, date(2026, 11, 23))


def test_a_second_record_of_service_is_refused(as_, notice):
    serve(as_, notice, date(2026, 11, 23))
    with as_("caseworker") as by, pytest.raises(NotServable, match="登錄過"):
        services.record_service(
            by=by, notice=notice, served_on=date(2026, 11, 22), method="electronic", key="other"
        )


def test_the_neighbouring_township_does_not_see_the_letter(as_, notice):
    with as_("caseworker2"):
        assert not Notice.objects.filter(pk=notice.pk).exists()
