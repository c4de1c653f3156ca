"""First review: follow the rules or say why not."""

import pytest
from django.core.exceptions import PermissionDenied

from welfare.case.models import Case, StepDone
from welfare.case.policies import NotNow
from welfare.case.services import ChangedMeanwhile
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.review.models import Review
from welfare.review.policies import NeedsReasons, NotDetermined
from welfare.review.selectors import is_waiting_for_roster
from welfare.review.services import first_review
from welfare.review.tests.factories import a_case_to_review, a_determination

pytestmark = pytest.mark.django_db


def test_a_first_review_that_follows_the_rules_takes_their_figures_and_waits_for_a_roster(as_):
    case = a_case_to_review()
    with as_("caseworker") as by:
        review = first_review(by=by, case=case, result="eligible", reasons=())
        assert (review.grade, review.monthly_amount, review.differs) == ("tier_1", 8329, False)
        assert is_waiting_for_roster(case)
        assert case.state is Status.FIRST_REVIEW
        assert StepDone.objects.filter(case=case, act="first_review", officer_id=by.officer_id).count() == 1


def test_a_departure_from_the_rules_without_a_reason_is_refused_with_a_sentence(as_):
    case = a_case_to_review()
    with as_("caseworker") as by, pytest.raises(NeedsReasons, match="理由"):
        first_review(by=by, case=case, result="ineligible", reasons=())


def test_a_departure_with_a_reason_is_marked_and_has_no_invented_amount(as_):
    case = a_case_to_review(outcome="ineligible", income=50000)
    with as_("caseworker") as by:
        review = first_review(by=by, case=case, result="eligible", reasons=["newer_evidence"])
        assert (review.differs, review.grade, review.monthly_amount) == (True, "", None)


def test_an_invented_reason_code_is_refused(as_):
    case = a_case_to_review()
    with as_("caseworker") as by, pytest.raises(NeedsReasons):
        first_review(by=by, case=case, result="ineligible", reasons=["because_i_say_so"])


def test_a_case_the_rules_cannot_answer_yet_is_not_reviewed(as_):
    case = a_case_to_review(outcome="undetermined")
    with as_("caseworker") as by, pytest.raises(NotDetermined, match="缺少資料"):
        first_review(by=by, case=case, result="eligible", reasons=())


def test_a_case_without_complete_documents_cannot_be_found_eligible(as_):
    case = a_case_to_review()
    with as_("caseworker") as by:
        Case.objects.filter(pk=case.pk).update(documents_complete_on=None)
        with pytest.raises(NotNow, match="要求補件"):
            first_review(by=by, case=case, result="eligible", reasons=())


def test_a_county_reviewer_may_not_do_the_townships_review(as_):
    case = a_case_to_review()
    with as_("reviewer") as by, pytest.raises(PermissionDenied):
        first_review(by=by, case=case, result="eligible", reasons=())


def test_who_reviews_on_a_stale_page_is_told_what_changed_and_nothing_happens(as_):
    case = a_case_to_review()
    seen = case.version
    with as_("chief") as by:
        first_review(by=by, case=case, result="eligible", reasons=(), seen_version=seen)
    with as_("caseworker") as by, pytest.raises(ChangedMeanwhile, match="林測德"):
        first_review(by=by, case=case, result="ineligible", reasons=["newer_evidence"], seen_version=seen)
    with as_("caseworker"):
        assert Review.objects.filter(case=case).count() == 1


def test_a_double_click_on_complete_first_review_makes_one_review(as_):
    case = a_case_to_review()
    with as_("caseworker") as by:
        once = first_review(by=by, case=case, result="eligible", reasons=(), key="click")
        twice = first_review(by=by, case=case, result="eligible", reasons=(), key="click")
        assert once.pk == twice.pk
        assert Review.objects.filter(case=case).count() == 1


def test_where_the_office_decides_itself_the_case_goes_to_its_decision(as_):
    case = a_case(at=Status.FIRST_REVIEW, county="66000", town="66000010", village="66000010001")
    a_determination(case)
    with as_("tc_caseworker") as by:
        first_review(by=by, case=case, result="eligible", reasons=())
        assert case.state is Status.AWAITING_DECISION


def test_a_returned_case_is_taken_up_again_by_a_new_first_review(as_):
    case = a_case(at=Status.RETURNED)
    a_determination(case)
    with as_("caseworker") as by:
        first_review(by=by, case=case, result="eligible", reasons=())
        assert case.state is Status.FIRST_REVIEW
        assert is_waiting_for_roster(case)


def test_a_deputys_name_stands_beside_the_absent_colleague(acting, as_):
    from dataclasses import replace

    from welfare.foundation.row_access import acting_as

    case = a_case_to_review()
    absent = acting("chief")
    deputy = replace(acting("caseworker"), on_behalf_of=absent.officer_id, on_behalf_of_name=absent.name)
    with acting_as(deputy):
        review = first_review(by=deputy, case=case, result="eligible", reasons=())
        assert (review.officer_name, review.on_behalf_of_name) == ("李測真", "林測德")
