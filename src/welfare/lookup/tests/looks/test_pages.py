"""An officer sees own looks, a head the office's, the auditor the county's; lists go on by key."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from welfare.case.policies import NotNow
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import Officer, Promise
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks import noting, selectors
from welfare.lookup.looks.alarms.answering import answer
from welfare.lookup.looks.alarms.raising import PROMISE, scan
from welfare.lookup.looks.declaring import declare
from welfare.lookup.looks.models import AlarmStatus, Look, LookAlarm
from welfare.lookup.looks.selectors import Filters
from welfare.lookup.tests.factories import a_looked_up_case
from welfare.project.demo.staff import officer_id

pytestmark = pytest.mark.django_db
HUALIEN = "10015"


@pytest.fixture
def case(agencies, as_):
    case = a_looked_up_case("tier-two-couple")
    for username in ("clerk", "caseworker", "chief", "reviewer", "approver"):
        with as_(username) as by:
            noting.view(by=by, case=case, page="case")
    return case


def open_page(client, username, name, *args):
    client.force_login(Officer.objects.get(username=username))
    return client.get(reverse(name, args=args))


@pytest.mark.proves("P10-8")
@pytest.mark.parametrize(("username", "sees"), [
    ("chief", {"王測勇", "李測真", "林測德"}),
    ("approver", {"林測德", "周測衡", "陳測明"}),
    ("auditor", {"王測勇", "李測真", "林測德", "周測衡", "陳測明"}),
    ("tc_chief", set()),
])  # fmt: skip
def test_a_head_sees_the_officers_of_the_office_and_the_auditor_the_county(case, client, username, sees):
    page = open_page(client, username, "looks:officers").content.decode()
    content = page.partition("<main")[2]
    names = {"王測勇", "李測真", "林測德", "周測衡", "陳測明"}
    assert {name for name in names if name in content} == sees


def test_an_officer_sees_own_looks_and_nobody_elses(case, client):
    page = open_page(client, "clerk", "looks:mine").content.decode().partition("<main")[2]
    assert case.number in page
    assert open_page(client, "clerk", "looks:officers").status_code == 403
    assert open_page(client, "clerk", "looks:case", case.id).status_code == 403
    assert open_page(client, "chief", "looks:officer", officer_id("caseworker")).status_code == 200
    assert open_page(client, "tc_chief", "looks:officer", officer_id("caseworker")).status_code == 404
    assert "還沒有查閱紀錄" in open_page(client, "accountant", "looks:mine").content.decode()


def test_a_list_goes_on_where_it_stopped_and_misses_nothing(case, as_):
    with as_("caseworker") as by:
        for _ in range(selectors.PAGE_SIZE):
            noting.write(by=by, case=case, page="case")
        total = set(Look.objects.filter(case=case).values_list("id", flat=True))
        seen, after = [], ""
        while True:
            page = selectors.of_case(case, Filters(after=after))
            seen += [look.id for look in page.rows]
            if not page.more:
                break
            after = page.more
    assert len(seen) == len(set(seen)) == len(total) > 2 * selectors.PAGE_SIZE
    assert set(seen) == total


def test_a_list_can_be_narrowed_by_kind_source_and_day(case, client):
    client.force_login(Officer.objects.get(username="caseworker"))
    page = reverse("looks:case", args=[case.id])
    assert "戶政" in client.get(page, {"kind": "asked", "source": "household_registration"}).content.decode()
    assert "沒有符合的紀錄" in client.get(page, {"until": "100/01/01"}).content.decode()
    assert client.get(page, {"kind": "nonsense", "since": "x", "after": "x_y"}).status_code == 200


def test_a_list_of_fifty_costs_as_many_questions_as_one_of_two(case, as_, django_assert_num_queries):
    with as_("auditor"):
        with django_assert_num_queries(1):
            few = selectors.of_case(case, Filters(kind="viewed"))
        with django_assert_num_queries(1):
            selectors.names_of(few.rows)
    with as_("auditor") as by, django_assert_num_queries(3):
        assert len(selectors.officers(by)) == 5


@pytest.fixture
def alarm(case, as_):
    with acting_as(Acting.system(HUALIEN)) as system:
        key = case.members.get(is_applicant=True).person_key
        declaration = declare(by=system, officer_id=officer_id("caseworker"))
        type(declaration).objects.bulk_create([
            type(declaration)(county=HUALIEN, officer_id=officer_id("caseworker"), kin=[key],
                              declared_at=clock.now() + timedelta(seconds=1))
        ])  # fmt: skip
        scan(by=system, day=clock.today())
        return LookAlarm.objects.get(rule="kin")


@pytest.mark.proves("P10-8")
def test_an_alarm_says_why_has_an_owner_and_is_answered_once_by_the_auditor(alarm, client):
    client.force_login(Officer.objects.get(username="auditor"))
    assert "李測真 看了" in client.get(reverse("looks:alarms")).content.decode()
    address = reverse("looks:answer", args=[alarm.id])
    assert client.post(address, {"status": "explained"}).status_code == 422
    assert client.post(address, {"status": "misuse", "reason": "查明無公務理由，移送"}).status_code == 302
    with acting_as(Acting.system(HUALIEN)):
        alarm.refresh_from_db()
        assert (alarm.status, alarm.answered_by_name) == (AlarmStatus.MISUSE, "鄭測查")
        assert Promise.objects.get(kind=PROMISE, subject=str(alarm.id)).kept_at
    assert client.post(address, {"status": "explained", "reason": "改口"}).status_code == 422
    assert "查明無公務理由" in client.get(reverse("looks:alarm", args=[alarm.id])).content.decode()


@pytest.mark.proves("P10-8")
def test_who_is_in_an_alarm_neither_sees_nor_answers_it(alarm, as_, acting, client):
    assert open_page(client, "caseworker", "looks:alarm", alarm.id).status_code == 403
    with as_("caseworker"):
        assert not LookAlarm.objects.exists()
    with as_("chief"):
        assert LookAlarm.objects.filter(pk=alarm.id).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            LookAlarm.objects.filter(pk=alarm.id).update(
                status="explained", reason="x", answered_by=officer_id("caseworker")
            )
    with as_("auditor") as by:
        answer(by=by, alarm=alarm, status=AlarmStatus.EXPLAINED, reason="已迴避")
        with pytest.raises(NotNow, match="已由 鄭測查"):
            answer(by=by, alarm=alarm, status=AlarmStatus.MISUSE, reason="x")
