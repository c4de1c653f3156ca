"""One door to change a case: lock, check, audit, tell, in one transaction."""

import pytest
from django.db import IntegrityError, transaction

from welfare.case import policies, services
from welfare.case.models import Case, StepDone, TimelineEntry
from welfare.case.states import Status
from welfare.case.tests.factories import a_case, synthetic_id
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.models import AuditEvent, OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import HUALIEN, YULI

pytestmark = pytest.mark.django_db

PROGRAM = "senior_living_allowance"


def _open(by, **changes):
    return services.open_case(
        by=by, program=PROGRAM, national_id=synthetic_id(777_001), town=YULI, village="10015030001", **changes
    )


def test_a_move_leaves_state_story_audit_and_message_together(as_) -> None:
    with as_("clerk") as by:
        case = _open(by)
        services.move(by=by, case=case, to=Status.SUBMITTED, because="送出申請")
        assert Case.objects.get(pk=case.pk).state is Status.SUBMITTED
        assert TimelineEntry.objects.get(case=case, to_status=Status.SUBMITTED).officer_name == "王測勇"
    with acting_as(Acting.system(HUALIEN)):
        assert AuditEvent.objects.filter(case_id=case.id, event=Event.CASE_MOVED).count() == 1
        assert OutboxMessage.objects.filter(topic="lookup.ask_all").count() == 1


def test_a_move_the_table_does_not_know_is_refused_and_changes_nothing(as_) -> None:
    with as_("clerk") as by:
        case = _open(by)
        with pytest.raises(policies.NotNow, match="暫存中"):
            services.move(by=by, case=case, to=Status.APPROVED, because="跳過")
        assert Case.objects.get(pk=case.pk).state is Status.DRAFT


def test_a_page_that_is_behind_is_told_what_changed_meanwhile(as_) -> None:
    case = a_case(at=Status.FIRST_REVIEW)
    with as_("caseworker") as by:
        seen = case.version
        services.move(by=by, case=case, to=Status.AWAITING_SUPPLEMENT, because="要求補件")
        with pytest.raises(services.ChangedMeanwhile, match=r"李測真.*要求補件"):
            services.move(by=by, case=case, to=Status.FIRST_REVIEW, because="x", seen_version=seen)


@pytest.mark.proves("R26")
def test_whoever_reviewed_first_cannot_review_second(as_) -> None:
    case = a_case(at=Status.FIRST_REVIEW)
    with as_("caseworker") as by:
        services.move(by=by, case=case, to=Status.SECOND_REVIEW, because="初審", did="first_review")
        with pytest.raises(policies.SameEyes, match="初審是您做的"):
            services.move(by=by, case=case, to=Status.VISITING, because="複審", did="second_review")


@pytest.mark.proves("R26")
def test_the_database_itself_refuses_the_same_eyes(as_) -> None:
    case = a_case(at=Status.APPROVED)
    with as_("approver") as by, pytest.raises(IntegrityError, match="four eyes"), transaction.atomic():
        StepDone.objects.bulk_create(
            [
                StepDone(
                    county=HUALIEN,
                    case=case,
                    act="release_payment",
                    officer_id=by.officer_id,
                    officer_name="x",
                )
            ]
        )


def test_a_deputy_counts_as_the_one_acted_for(as_, acting) -> None:
    import dataclasses

    case = a_case(at=Status.SECOND_REVIEW)
    caseworker = acting("caseworker")
    deputy = dataclasses.replace(acting("reviewer"), on_behalf_of=caseworker.officer_id)
    with acting_as(deputy), pytest.raises(policies.SameEyes):
        services.move(by=deputy, case=case, to=Status.VISITING, because="複審", did="second_review")


def test_a_second_application_of_the_year_is_refused_with_the_first_ones_number(as_) -> None:
    with as_("clerk") as by:
        first = _open(by)
        with pytest.raises(services.DuplicateApplication, match=first.number) as refusal:
            _open(by)
        assert refusal.value.case_id == first.id


@pytest.mark.proves("R4")
def test_a_duplicate_of_another_township_is_refused_without_telling_whose(as_) -> None:
    with as_("caseworker2") as by:
        services.open_case(
            by=by, program=PROGRAM, national_id=synthetic_id(777_002), town="10015010", village="10015010001"
        )
    with as_("clerk") as by, pytest.raises(services.DuplicateApplication) as refusal:
        services.open_case(
            by=by, program=PROGRAM, national_id=synthetic_id(777_002), town=YULI, village="10015030001"
        )
    assert refusal.value.case_id is None
    assert "花蓮市" not in str(refusal.value)


def test_the_same_key_opens_one_case(as_) -> None:
    with as_("clerk") as by:
        first = _open(by, key="form-1")
        assert _open(by, key="form-1").pk == first.pk
        assert Case.objects.count() == 1


def test_a_step_sets_the_offices_deadline_and_a_standing_clock_has_none(as_) -> None:
    case = a_case(at=Status.SUBMITTED)
    with as_("caseworker") as by:
        services.move(by=by, case=case, to=Status.LOOKING_UP, because="查調")
        services.move(by=by, case=case, to=Status.FIRST_REVIEW, because="初審")
        assert case.due_on is not None
        services.move(by=by, case=case, to=Status.AWAITING_SUPPLEMENT, because="補件")
        assert case.due_on is None
