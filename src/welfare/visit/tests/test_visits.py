"""Visits: who goes, what was seen, and that an empty house refuses nobody."""

import pytest
from django.core.exceptions import PermissionDenied

from welfare.case.models import Assignment, Case
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import Promise
from welfare.foundation.row_access import acting_as
from welfare.lookup.models import Fact
from welfare.lookup.selectors import latest
from welfare.visit import selectors, services
from welfare.visit.models import Visit
from welfare.visit.policies import IncompleteRecord, NotYourVisit
from welfare.visit.services import NoVisitor
from welfare.visit.tasks import plan_visit

pytestmark = pytest.mark.django_db
SEEN = {"living_with": "A", "housing": "A", "surroundings": "1", "daily_life": "0"}
MET = {"outcome": "met_applicant", "lives_in_registered_place": True, "findings": SEEN, "suggestion": "meets"}


@pytest.fixture
def planned(as_):
    """A Hualien case given to the social worker, with a visit planned by the worker."""
    case = a_case(at=Status.VISITING, assigned_to="social_worker")
    with acting_as(Acting.system(case.county)) as by:
        plan_visit(by, {"case_id": str(case.pk)})
        return Visit.objects.select_related("case").get(case=case)


def record(as_, visit: Visit, who: str = "social_worker", key: str = "r", **given) -> Visit:
    with as_(who) as by:
        mine = Visit.objects.get(pk=visit.pk)
        return services.record(by=by, visit=mine, key=key, **(MET | given))


def test_a_case_that_enters_the_step_has_a_visitor_a_day_and_a_promise(as_, planned):
    with as_("social_worker") as by:
        assert planned.visitor_id == by.officer_id
        assert [v.pk for v in selectors.own_visits(by)] == [planned.pk]
    with acting_as(Acting.system(planned.county)) as by:
        plan_visit(by, {"case_id": str(planned.case_id)})
        assert Visit.objects.filter(case=planned.case).count() == 1
        promise = Promise.objects.get(kind="visit_recorded", subject=str(planned.pk))
    assert (promise.owner_role, promise.kept_at) == ("social_worker", None)


def test_a_recorded_visit_sends_the_case_to_the_approver_and_tells_the_rules(as_, planned):
    record(as_, planned)
    with acting_as(Acting.system(planned.county)):
        case = Case.objects.get(pk=planned.case_id)
        fact = latest(case)[(case.applicant_key, "lives_in_registered_county")]
        promise = Promise.objects.get(kind="visit_recorded", subject=str(planned.pk))
    assert case.state is Status.AWAITING_DECISION
    assert (fact.value, fact.source) == (True, "visit")
    assert promise.kept_at is not None


def test_the_visit_of_the_village_clerk_comes_before_first_review_in_taichung(as_, acting):
    clerk = acting("tc_clerk")
    case = a_case(at=Status.VISITING, county="66000", town=clerk.town, village=clerk.villages[0])
    with acting_as(Acting.system(case.county)) as by:
        plan_visit(by, {"case_id": str(case.pk)})
        visit = Visit.objects.get(case=case)
    assert visit.visitor_id == clerk.officer_id
    record(as_, visit, who="tc_clerk")
    with acting_as(Acting.system(case.county)):
        case.refresh_from_db()
        assert case.state is Status.FIRST_REVIEW


def test_an_empty_house_plans_the_next_visit_and_refuses_nobody(as_, planned):
    record(as_, planned, outcome="not_met", findings={}, suggestion="", lives_in_registered_place=None)
    with acting_as(Acting.system(planned.county)):
        case = Case.objects.get(pk=planned.case_id)
        following = selectors.open_visit(case)
        assert not Fact.objects.filter(case=case).exists()
    assert case.state is Status.VISITING
    assert (following.attempt, following.visitor_id) == (2, planned.visitor_id)
    assert following.planned_on > clock.today()


def test_somebody_elses_word_that_nobody_lives_there_needs_a_second_visit(as_, planned):
    said = {"outcome": "met_other", "lives_in_registered_place": False, "suggestion": "does_not_meet"}
    record(as_, planned, **said, summary="鄰居說很久沒看到人")
    with acting_as(Acting.system(planned.county)):
        case = Case.objects.get(pk=planned.case_id)
        second = selectors.open_visit(case)
        assert not Fact.objects.filter(case=case).exists()
    record(as_, second, key="r2", **said, summary="屋內無生活用品")
    with acting_as(Acting.system(planned.county)):
        case.refresh_from_db()
        assert case.state is Status.AWAITING_DECISION
        assert Fact.objects.get(case=case).value is False


def test_only_who_was_sent_writes_the_record(as_, planned):
    with as_("clerk") as by, pytest.raises(NotYourVisit, match="吳測安"):
        services.record(by=by, visit=Visit.objects.get(pk=planned.pk), **MET)


def test_a_record_with_a_hole_names_it(as_, planned):
    with pytest.raises(IncompleteRecord, match="住所"):
        record(as_, planned, findings={k: v for k, v in SEEN.items() if k != "housing"})
    with pytest.raises(IncompleteRecord, match="清單"):
        record(as_, planned, findings=SEEN | {"housing": "castle"})
    with pytest.raises(IncompleteRecord, match="看到什麼"):
        record(as_, planned, suggestion="does_not_meet")


def test_the_second_press_records_nothing_new(as_, planned):
    assert record(as_, planned).pk == record(as_, planned).pk


def test_the_county_sends_another_visitor_and_clerks_do_not(as_, planned, acting):
    with as_("reviewer") as by:
        again = services.plan(by=by, case=planned.case, visitor=acting("social_worker").officer_id)
        with pytest.raises(NoVisitor):
            services.plan(by=by, case=planned.case, visitor=acting("accountant").officer_id)
    assert again.pk == planned.pk
    with as_("clerk") as by, pytest.raises(PermissionDenied):
        services.plan(by=by, case=planned.case, visitor=acting("social_worker").officer_id)
    with acting_as(Acting.system(planned.county)):
        held = Assignment.objects.filter(case=planned.case, role="social_worker", ended_at=None)
        assert held.count() == 1
