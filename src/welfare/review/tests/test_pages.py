"""Pages of review: a refusal is a sentence on the same page, a dry run sends nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.foundation.acting import Acting
from welfare.foundation.models import Officer
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import HUALIEN
from welfare.review.models import FirstReviewRoster, Review
from welfare.review.services import send_roster
from welfare.review.tests.factories import a_case_to_review, a_determination, a_first_reviewed_case

pytestmark = pytest.mark.django_db
PROGRAM = "senior_living_allowance"


@pytest.fixture
def signed_in(client: Client):
    def sign_in(username: str) -> Client:
        client.force_login(Officer.objects.get(username=username))
        return client

    return sign_in


def _as_system():
    return acting_as(Acting.system(HUALIEN))


def _judgement(case: Case, **given: object) -> dict[str, object]:
    return {"result": "eligible", "form_key": "k", "seen_version": case.version, **given}


def test_departing_without_a_reason_keeps_what_was_typed_and_says_what_is_missing(signed_in):
    case = a_case_to_review()
    form = _judgement(case, result="ineligible", opinion="鄰居說已搬走")
    answer = signed_in("caseworker").post(reverse("review:first_review", args=[case.id]), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "請至少選一個理由" in page
    assert "鄰居說已搬走" in page


def test_a_stale_page_answers_conflict_and_writes_nothing(signed_in):
    case = a_case_to_review()
    form = _judgement(case, seen_version=case.version + 7)
    answer = signed_in("caseworker").post(reverse("review:first_review", args=[case.id]), form)
    assert answer.status_code == 409
    with _as_system():
        assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("username", "name"),
    [("reviewer", "first_review"), ("caseworker", "second_review"), ("caseworker", "return_case")],
)
def test_the_wrong_role_is_refused(signed_in, username, name):
    case = a_case_to_review()
    assert signed_in(username).get(reverse(f"review:{name}", args=[case.id])).status_code == 403


def test_the_second_review_page_shows_only_what_differs_with_the_townships_value(signed_in, acting):
    by = acting("caseworker")
    case = a_first_reviewed_case(by)
    with acting_as(by):
        send_roster(by=by, program=PROGRAM, case_ids=[case.id])
    a_determination(case, income=24100, grade="tier_2", amount=4164)
    page = signed_in("reviewer").get(reverse("review:second_review", args=[case.id])).content.decode()
    assert "和公所有 3 處不同" in page
    for words in ("21,435", "24,100", "多 2,665", "改為第二級", "吳測安"):
        assert words in page


def test_returning_from_the_second_review_page_moves_the_case_back(signed_in, acting):
    by = acting("caseworker")
    case = a_first_reviewed_case(by)
    with acting_as(by):
        send_roster(by=by, program=PROGRAM, case_ids=[case.id])
        case.refresh_from_db()
    form = _judgement(case, result="return", reasons=["evidence_missing"])
    answer = signed_in("reviewer").post(reverse("review:second_review", args=[case.id]), form)
    assert answer.status_code == 302
    with _as_system():
        case.refresh_from_db()
        assert case.state is Status.RETURNED


def test_the_dry_run_shows_totals_and_exceptions_and_sends_nothing(signed_in, acting):
    ready, waiting = a_first_reviewed_case(acting("caseworker")), a_case_to_review(name="還沒審測")
    chosen = {"program": PROGRAM, "case_ids": [ready.id, waiting.id], "form_key": "r"}
    client = signed_in("caseworker")
    page = client.post(reverse("review:preview_roster"), chosen).content.decode()
    for words in ("1 件可以送縣府", "1 件不能送", "8,329 元", "新臺幣捌仟參佰貳拾玖元整", "還沒審測"):
        assert words in page
    with _as_system():
        assert not FirstReviewRoster.objects.exists()


def test_sending_twice_from_the_same_form_leads_to_the_same_roster(signed_in, acting):
    case = a_first_reviewed_case(acting("caseworker"))
    chosen = {"program": PROGRAM, "case_ids": [case.id], "form_key": "r"}
    client = signed_in("caseworker")
    once = client.post(reverse("review:send_roster"), chosen)
    twice = client.post(reverse("review:send_roster"), chosen)
    assert once.url == twice.url
    assert "玉鎮社字第" in client.get(once.url).content.decode()


def test_a_case_that_moved_away_meanwhile_is_named_and_nothing_is_sent(signed_in, acting):
    by = acting("caseworker")
    moved, stays = a_first_reviewed_case(by, name="走了測"), a_first_reviewed_case(by)
    with acting_as(by):
        send_roster(by=by, program=PROGRAM, case_ids=[moved.id])
    chosen = {"program": PROGRAM, "case_ids": [moved.id, stays.id], "form_key": "r"}
    answer = signed_in("caseworker").post(reverse("review:send_roster"), chosen)
    assert answer.status_code == 409
    assert "走了測" in answer.content.decode()
    with _as_system():
        assert FirstReviewRoster.objects.count() == 1


def test_an_empty_choice_goes_back_with_a_sentence(signed_in):
    client = signed_in("caseworker")
    chosen = {"program": PROGRAM, "form_key": "r"}
    page = client.post(reverse("review:preview_roster"), chosen, follow=True).content.decode()
    assert "還沒有勾選案件" in page
