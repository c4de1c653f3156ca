"""The case page: one case, whole, for who may see it, with a trace of who looked."""

import io
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.documents.models import Evidence, EvidenceStatus
from welfare.documents.services import store_evidence
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.models import AuditEvent
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import HUALIEN
from welfare.review.models import Review
from welfare.review.tests.factories import a_case_to_review, a_first_reviewed_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_is_looking():
    cache.clear()


def _photo(shade: int) -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (800, 1000), (shade, shade, shade)).save(content, "JPEG")
    return SimpleUploadedFile("photo.jpg", content.getvalue(), "image/jpeg")


@pytest.fixture
def case_with_papers(acting) -> Case:
    case = a_case_to_review(name="林測月")
    with acting_as(acting("clerk")) as by:
        for shade, kind in ((200, "application_form"), (220, "passbook_cover")):
            store_evidence(by=by, case=case, kind=kind, upload=_photo(shade))
    return case


def _page(client, case: Case, **query: str) -> str:
    return client.get(reverse("desk:case", args=[case.id]), query).content.decode()


def _events(event: Event) -> int:
    with acting_as(Acting.system(HUALIEN)):
        return AuditEvent.objects.filter(event=event).count()


def test_the_page_says_the_conclusion_the_limit_and_who_counts(signed_in, case_with_papers):
    page = _page(signed_in("caseworker"), case_with_papers)
    for words in ("符合第一級", "8,329", "38,788", "哪些人會一起算", "陳測安", "不列計"):
        assert words in page


def test_opening_a_case_leaves_a_trace_of_who_looked(signed_in, case_with_papers):
    client = signed_in("caseworker")
    before = _events(Event.CASE_READ)
    _page(client, case_with_papers)
    assert _events(Event.CASE_READ) == before + 1


def test_the_id_is_masked_until_asked_for_by_post_which_leaves_a_trace(signed_in, case_with_papers, as_):
    with as_("caseworker"):
        whole = case_with_papers.members.get(is_applicant=True).national_id
    client = signed_in("caseworker")
    assert whole not in _page(client, case_with_papers)
    url = reverse("desk:reveal", args=[case_with_papers.id])
    assert client.get(url).status_code == 405
    assert whole in client.post(url).content.decode()
    assert _events(Event.PERSON_REVEALED) == 1


def test_a_case_of_another_township_is_not_there(signed_in, case_with_papers):
    url = reverse("desk:case", args=[case_with_papers.id])
    assert signed_in("caseworker2").get(url).status_code == 404


def test_a_colleague_on_the_same_case_is_named_and_oneself_is_not(signed_in, case_with_papers):
    assert "只有您在看" in _page(signed_in("caseworker"), case_with_papers)
    assert "李測真 正在看這一件" in _page(signed_in("chief"), case_with_papers)
    assert "林測德 正在看這一件" in _page(signed_in("caseworker"), case_with_papers)


def test_first_review_waits_until_the_papers_were_looked_at_then_takes_one_click(signed_in, case_with_papers):
    client = signed_in("caseworker")
    assert "先看完 2 份佐證" in _page(client, case_with_papers)
    with acting_as(Acting.system(HUALIEN)):
        papers = list(Evidence.objects.filter(case=case_with_papers))
    for paper in papers:
        form = {"form_key": str(uuid4()), "accepted": "yes"}
        client.post(reverse("documents:judge", args=[paper.id]), form)
    with acting_as(Acting.system(HUALIEN)):
        assert not Evidence.objects.exclude(status=EvidenceStatus.ACCEPTED).exists()
        case_with_papers.refresh_from_db()
    page = _page(client, case_with_papers)
    assert "先看完" not in page
    assert 'id="first-review"' in page
    form = {"result": "eligible", "form_key": "click", "seen_version": case_with_papers.version}
    url = reverse("review:first_review", args=[case_with_papers.id])
    assert client.post(url, form, follow=True).status_code == 200
    with acting_as(Acting.system(HUALIEN)):
        assert Review.objects.get(case=case_with_papers).result == "eligible"
    assert "去送初審名冊" in _page(client, case_with_papers)


def test_a_paper_that_never_came_is_the_first_thing_to_do(signed_in):
    page = _page(signed_in("caseworker"), a_case_to_review())
    assert "缺申請表" in page
    assert "要求補件" in page


def test_each_role_is_offered_only_its_own_acts(signed_in):
    case = a_case(at=Status.SECOND_REVIEW)
    assert "同意試算，完成初審" not in _page(signed_in("reviewer"), a_case_to_review())
    assert "核可複審" in _page(signed_in("reviewer"), case)
    assert "核可複審" not in _page(signed_in("caseworker"), case)
    assert "去核定" in _page(signed_in("approver"), a_case(at=Status.AWAITING_DECISION))


def test_the_story_can_be_narrowed_to_one_kind(signed_in, acting):
    case = a_first_reviewed_case(acting("caseworker"), name="林測月")
    client = signed_in("caseworker")
    assert "開始申請" in _page(client, case)
    assert "開始申請" not in _page(client, case, story="decision")


def test_the_case_page_asks_the_database_at_most_35_times(
    signed_in, case_with_papers, own_queries, django_assert_max_num_queries
):
    client = signed_in("caseworker")
    _page(client, case_with_papers)
    with django_assert_max_num_queries(60) as context:
        _page(client, case_with_papers)
    assert len(own_queries(context)) <= 35
