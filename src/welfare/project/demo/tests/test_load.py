"""The demo county as `make demo` finds it: told once, through the real services, whole or not at all."""

import datetime
from collections import Counter

import pytest
from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.test.utils import override_settings

from welfare.case.models import Case, StepDone, TimelineEntry
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.decision.models import Notice
from welfare.determination.selectors import latest
from welfare.documents.models import OfficialDocument
from welfare.foundation import audit, clock
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import keyed_hash
from welfare.foundation.models import AuditEvent, OutboxMessage
from welfare.foundation.regions import towns_of
from welfare.foundation.row_access import acting_as
from welfare.intake.models import SupplementRequest
from welfare.intake.selectors import unjudged_answers
from welfare.payment.models import PaymentLine, PaymentRoster
from welfare.project.cluster import testing
from welfare.project.demo import load, steps
from welfare.project.demo.nation import story
from welfare.project.demo.staff import HUALIEN, TAICHUNG, YULI
from welfare.review.models import FirstReviewRoster
from welfare.review.selectors import is_first_reviewed

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database in which the demo county was told; one telling broke before."""
    home = tmp_path_factory.mktemp("demo")
    places = override_settings(DATA_DIR=home, STORAGE_URL=f"file:{home / 'storage'}", DEMO_MODE=True)
    # an ordinary Tuesday: what is told must not depend on the day the tests run
    tuesday = clock.at(datetime.datetime(2026, 11, 24, 10, tzinfo=clock.TAIPEI))
    with django_db_blocker.unblock(), testing.fresh_copy("demo"), places, tuesday:
        break_a_telling()
        load.load_demo()
        yield


def break_a_telling() -> None:
    """Somebody's process dies when the first case is decided."""
    usual = steps.acts.decide
    steps.acts.decide = lambda _case: 1 / 0
    everything = load.plans
    load.plans = lambda register: [plan for plan in everything(register) if plan.days in (48, 55)]
    try:
        with pytest.raises(load.DemoNotLoaded):
            load.load_demo()
    finally:
        steps.acts.decide, load.plans = usual, everything
    assert not load.is_loaded()
    with acting_as(Acting.system(HUALIEN)):
        assert Case.objects.count() == 2


def test_cases_that_nobody_told_are_never_touched(own_database, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    case = a_case()
    with pytest.raises(load.DemoNotLoaded, match="not the demo's"):
        load.load_demo()
    with acting_as(Acting.system(HUALIEN)):
        assert Case.objects.get() == case


@pytest.fixture
def hualien(county):
    with acting_as(Acting.system(HUALIEN)):
        yield


def case_of(code: str) -> Case:
    return Case.objects.get(applicant_key=keyed_hash(story(code).applicant_id))


def test_every_state_and_every_township_has_a_case(hualien):
    cases = list(Case.objects.all())
    assert {case.state for case in cases} == set(Status)
    towns = Counter(case.town for case in cases)
    assert set(towns) == {town.code for town in towns_of(HUALIEN)}
    assert towns.most_common(1)[0][0] == YULI
    assert {case.state for case in cases if case.town == YULI} >= set(Status) - {
        Status.RECONSIDERATION, Status.SUSPENDED, Status.TERMINATED, Status.MOVED_OUT, Status.REVIEW_ERROR,
        Status.CLOSED,
    }  # fmt: skip


def test_the_county_has_many_cases_and_a_few_lie_in_the_second_county(county):
    with acting_as(Acting.system(HUALIEN)):
        here = Case.objects.count()
    with acting_as(Acting.system(TAICHUNG)):
        there = Case.objects.count()
    assert here + there == 76
    assert there == 4


def test_a_broken_telling_left_nothing_and_a_second_start_changes_nothing(hualien):
    before = AuditEvent.objects.count()
    load.load_demo()
    assert AuditEvent.objects.count() == before
    numbers = Case.objects.values_list("number", flat=True)
    assert len(set(numbers)) == len(numbers)


def test_the_past_lies_in_the_past_and_in_its_order(hualien):
    told = TimelineEntry.objects.values_list("case_id", "at", "to_status").order_by("case_id", "at")
    assert max(at for _case, at, _to in told) <= clock.now()
    assert min(at for _case, at, _to in told) < clock.now() - datetime.timedelta(days=40)
    last = {case_id: to for case_id, _at, to in told if to}
    assert all(last[case.id] == case.status for case in Case.objects.exclude(status=Status.DRAFT))


def test_some_work_is_overdue_and_some_is_not_due_yet(hualien):
    days = [case.due_on for case in Case.objects.exclude(due_on=None)]
    assert min(days) < clock.today() < max(days)


def test_the_marks_of_the_worklist_say_what_the_tables_say(hualien):
    """They are written by hand where each fact is born; here they are held against the facts themselves."""
    asked = SupplementRequest.objects.filter(case=OuterRef("pk"), closed_on__isnull=True)
    letters = Notice.objects.filter(case=OuterRef("pk"), issued_on__isnull=False, served_on__isnull=True)
    cases = Case.objects.annotate(
        reviewed=is_first_reviewed(),
        papers_due=Subquery(asked.values("due_on")[:1]),
        papers=Exists(unjudged_answers().filter(case=OuterRef("pk"))),
        letter=Exists(letters),
    )
    for case in cases:
        at_first_review = case.state is Status.FIRST_REVIEW
        assert case.is_first_reviewed == (case.reviewed and at_first_review), case.number
        assert case.papers_due_on == case.papers_due, case.number
        assert case.has_papers_to_judge == case.papers, case.number
        assert case.has_letter_to_serve == case.letter, case.number
    assert len({case.is_first_reviewed for case in cases}) == len({case.letter for case in cases}) == 2
    assert any(case.papers_due_on for case in cases)


def test_the_audit_chain_of_the_told_past_holds(county):
    assert audit.verify(using="owner").rows > 2000


def test_a_story_gets_the_outcome_it_tells(hualien):
    found = latest(case_of("wage-proof-differs"))
    assert found is not None
    assert (found.outcome, found.grade) == ("eligible", "tier_2")
    assert case_of("just-over-line").state is Status.RECONSIDERATION


def test_a_published_decision_stands_beside_ours(hualien):
    case = case_of("o12-real-estate-over")
    found = latest(case)
    assert found is not None
    assert (case.state, found.outcome) == (Status.REJECTED, "ineligible")
    told = TimelineEntry.objects.filter(case=case, message__startswith="公開決定 O12")
    assert "駁回" in told.get().text


def test_decided_cases_have_letters_and_letters_that_cannot_be_printed_say_so(hualien):
    notices = list(Notice.objects.all())
    assert len(notices) >= 18
    unprinted = [notice for notice in notices if notice.issued_on is None]
    assert all(notice.held_back for notice in unprinted)
    assert {notice.case_id for notice in unprinted} <= {case_of("rare-character").id}
    on_their_way = {notice.case.state for notice in notices if notice.served_on is None}
    assert on_their_way == {Status.APPROVED, Status.NOT_ENTERTAINED}


def test_every_official_document_was_handed_over(hualien):
    assert OfficialDocument.objects.count() > 20
    assert not OfficialDocument.objects.filter(sent_at=None).exists()


def test_rosters_left_and_one_months_money_was_paid_and_the_next_waits_for_its_release(hualien):
    assert FirstReviewRoster.objects.count() > 10
    assert PaymentRoster.objects.filter(status="prepared").exists()
    for roster in PaymentRoster.objects.all():
        assert sum(PaymentLine.objects.filter(roster=roster).values_list("amount", flat=True)) == (
            roster.total_amount
        )


def test_nobody_looked_twice_with_the_same_eyes(hualien):
    for case in Case.objects.all():
        acts = dict(StepDone.objects.filter(case=case).values_list("act", "officer_id"))
        assert len(set(acts.values())) == len(acts)


def test_only_what_waits_for_tonight_is_left_in_the_queue(county):
    with acting_as(Acting.system()):
        left = OutboxMessage.objects.filter(delivered_at=None)
        assert [message.topic for message in left] == ["lookup.ask_all"] * 2
        assert all(message.next_try_at > clock.now() for message in left)
        assert not left.exclude(given_up_at=None).exists()


def test_the_first_application_of_a_newcomer_is_free(hualien):
    assert not Case.objects.filter(applicant_key=keyed_hash(story("tier-two-couple").applicant_id)).exists()
    assert (settings.DATA_DIR / "demo_nation" / "manifest.json").exists()
