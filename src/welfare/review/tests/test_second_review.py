"""Second review: other eyes, only what differs, on to the visit or back to the township."""

from dataclasses import replace

import pytest

from welfare.case.models import Assignment, Case
from welfare.case.policies import SameEyes
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.foundation.row_access import acting_as
from welfare.review.policies import NeedsReasons
from welfare.review.services import first_review, return_case, second_review, send_roster
from welfare.review.tests.factories import a_case_to_review, a_determination, a_first_reviewed_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent_case(acting) -> Case:
    by = acting("caseworker")
    case = a_first_reviewed_case(by)
    with acting_as(by):
        send_roster(by=by, program=case.program, case_ids=[case.id])
        case.refresh_from_db()
    return case


def test_an_agreeing_county_sends_the_case_to_the_social_worker_of_the_county(sent_case, as_, acting):
    with as_("reviewer") as by:
        review = second_review(by=by, case=sent_case, result="eligible", reasons=())
        assert sent_case.state is Status.VISITING
        assert not review.differs
        assigned = Assignment.objects.get(case=sent_case, ended_at__isnull=True)
        assert assigned.officer_id == acting("social_worker").officer_id
    with as_("social_worker"):
        assert Case.objects.filter(pk=sent_case.pk).exists()


def test_a_county_that_sees_it_otherwise_says_why(sent_case, as_):
    with as_("reviewer") as by:
        with pytest.raises(NeedsReasons):
            second_review(by=by, case=sent_case, result="ineligible", reasons=())
        review = second_review(by=by, case=sent_case, result="ineligible", reasons=["residence_unclear"])
        assert review.differs
        assert review.monthly_amount is None


def test_a_new_determination_of_another_grade_counts_as_a_difference(sent_case, as_):
    a_determination(sent_case, grade="tier_2", amount=4164)
    with as_("reviewer") as by:
        review = second_review(by=by, case=sent_case, result="eligible", reasons=())
        assert (review.differs, review.grade, review.monthly_amount) == (True, "tier_2", 4164)


@pytest.mark.proves("R26")
def test_who_first_reviewed_may_not_review_a_second_time_even_in_another_office(sent_case, acting):
    clever = replace(acting("reviewer"), officer_id=acting("caseworker").officer_id)
    with acting_as(clever), pytest.raises(SameEyes, match="另一個人"):
        second_review(by=clever, case=sent_case, result="eligible", reasons=())


def test_a_deputy_of_the_first_reviewer_may_not_review_a_second_time(sent_case, acting):
    first = acting("caseworker")
    deputy = replace(acting("reviewer"), on_behalf_of=first.officer_id, on_behalf_of_name=first.name)
    with acting_as(deputy), pytest.raises(SameEyes):
        second_review(by=deputy, case=sent_case, result="eligible", reasons=())


def test_a_returned_case_tells_the_township_what_to_do_again(sent_case, as_):
    with as_("reviewer") as by:
        with pytest.raises(NeedsReasons):
            return_case(by=by, case=sent_case, reasons=())
        return_case(by=by, case=sent_case, reasons=["evidence_unreadable"], opinion="存摺第 2 頁")
        assert sent_case.state is Status.RETURNED
    with as_("caseworker"):
        told = sent_case.timeline.first()
        assert "佐證影像看不清楚" in told.text


def test_a_returned_case_can_travel_on_a_second_roster(sent_case, as_):
    with as_("reviewer") as by:
        return_case(by=by, case=sent_case, reasons=["evidence_missing"])
    with as_("caseworker") as by:
        first_review(by=by, case=sent_case, result="eligible", reasons=())
        again = send_roster(by=by, program=sent_case.program, case_ids=[sent_case.id])
        assert again.case_count == 1


def test_the_village_decides_which_social_worker_is_sent(as_, acting):
    from welfare.foundation.models import Appointment
    from welfare.review.selectors import default_visitor, visitors

    case = a_case(at=Status.SECOND_REVIEW)
    with as_("reviewer"):
        here, elsewhere = visitors(case.county)[0], Appointment(officer_id=acting("clerk").officer_id)
        here.villages, elsewhere.villages = [], [case.village]
        assert default_visitor(case, [here, elsewhere]) == elsewhere.officer_id
        assert default_visitor(case, [here]) == here.officer_id
        assert default_visitor(case, []) is None


def test_the_visit_may_be_given_to_nobody_outside_the_county(sent_case, as_, acting):
    from welfare.review.policies import NoVisitor

    with as_("reviewer") as by, pytest.raises(NoVisitor):
        second_review(
            by=by, case=sent_case, result="eligible", reasons=(), visitor=acting("tc_reviewer").officer_id
        )
    with as_("reviewer"):
        sent_case.refresh_from_db()
        assert sent_case.state is Status.SECOND_REVIEW


def test_a_township_may_not_return_a_case(as_):
    from django.core.exceptions import PermissionDenied

    case = a_case_to_review()
    with as_("caseworker") as by, pytest.raises(PermissionDenied):
        return_case(by=by, case=case, reasons=["evidence_missing"])
