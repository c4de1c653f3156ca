"""The decision screen: what differs, the letter beside it, and nothing lost when it is refused."""

import pytest
from django.urls import reverse

from welfare.case.models import Case, StepDone
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.decision.models import Decision
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import HUALIEN, officer_id
from welfare.review.models import ReviewLevel
from welfare.review.services.judgement import write_down
from welfare.review.tests.factories import a_determination

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_to_decide(acting) -> Case:
    case = a_case(at=Status.AWAITING_DECISION, name="陳測決")
    earlier = a_determination(case, income=20435)
    with acting_as(acting("caseworker")) as by:
        write_down(
            case, earlier, by=by, level=ReviewLevel.FIRST_REVIEW, result="eligible", reasons=[], opinion="",
            differs=False,
        )  # fmt: skip
    a_determination(case, income=21435)
    return case


def _url(case: Case) -> str:
    return reverse("desk:decision", args=[case.id])


def test_only_what_differs_is_shown_and_the_letter_beside_it(signed_in, case_to_decide):
    page = signed_in("approver").get(_url(case_to_decide)).content.decode()
    assert "和公所只有 1 處不同" in page
    assert "20,435" in page
    assert "函稿預覽" in page
    assert "救濟" in page


def test_a_refused_decision_shows_its_sentence_with_everything_still_ticked(signed_in, case_to_decide):
    made = case_to_decide.determinations.model.objects
    with acting_as(Acting.system(HUALIEN)):
        latest = made.filter(case=case_to_decide).order_by("-made_at").first()
    form = {
        "form_key": "6d1b1f6e-0000-4000-8000-000000000001",
        "seen_version": case_to_decide.version,
        "seen_determination": latest.pk,
        "outcome": "approved",
        "reasons": ["newer_evidence"],
        "note": "電話確認過",
    }
    answer = signed_in("approver").post(_url(case_to_decide), form)
    page = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert "還沒確認的標準" in page
    assert "電話確認過" in page
    with acting_as(Acting.system(HUALIEN)):
        assert not Decision.objects.exists()


@pytest.mark.proves("R26")
def test_who_reviewed_sees_why_another_person_must_decide(signed_in, case_to_decide):
    with acting_as(Acting.system(HUALIEN)):
        StepDone.objects.bulk_create(
            [
                StepDone(
                    county=HUALIEN, case=case_to_decide, act="second_review",
                    officer_id=officer_id("approver"), officer_name="陳測明",
                )
            ]
        )  # fmt: skip
    page = signed_in("approver").get(_url(case_to_decide)).content.decode()
    assert "另一個人" in page


def test_a_township_caseworker_has_no_decision_screen(signed_in, case_to_decide):
    assert signed_in("caseworker").get(_url(case_to_decide)).status_code == 403
