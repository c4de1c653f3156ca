"""Search: by POST, by whatever people have in hand, with a trace and no echo in any address."""

import json

import pytest
from django.urls import reverse

from welfare.case.models import Member
from welfare.case.tests.factories import a_case
from welfare.desk.search import Kind, understand
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.models import AuditEvent
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import HUALIEN
from welfare.review.tests.factories import a_case_to_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(signed_in):
    def by(typed: str, username: str = "caseworker") -> str:
        return signed_in(username).post(reverse("desk:search"), {"q": typed}).content.decode()

    return by


@pytest.mark.parametrize("typed", ["林測𡍼", "測𡍼", "𡍼", "林"])
def test_a_rare_character_is_found_whole_or_in_part(found, typed):
    a_case_to_review(name="林測𡍼")
    a_case_to_review(name="王測無關")
    page = found(typed)
    assert "林測𡍼" in page
    assert "王測無關" not in page


@pytest.mark.parametrize("typed", ["Panay Lisin", "panay", "LISIN", "ｐａｎａｙ", "Lisin Panay"])
def test_a_romanised_name_is_found_in_any_case_width_and_order(found, typed):
    a_case_to_review(name="Panay Lisin 測")
    assert "Panay Lisin 測" in found(typed)


@pytest.mark.parametrize("typed", ["Ka'ing", "Ka’ing", "kaʼing"])
def test_a_glottal_stop_is_found_however_it_is_typed(found, typed):
    a_case_to_review(name="Kaʼing 測")
    assert "Kaʼing 測" in found(typed)


def test_a_pattern_typed_as_a_name_is_only_letters(found):
    a_case_to_review(name="林測月")
    assert "沒有找到" in found(".*")
    assert "沒有找到" in found("(林")


def test_a_whole_id_finds_the_case_and_leaves_no_id_in_the_trail(found, as_):
    case = a_case_to_review(name="林測月")
    with as_("caseworker"):
        whole = case.members.get(is_applicant=True).national_id
    assert "林測月" in found(whole.lower())
    with acting_as(Acting.system(HUALIEN)):
        trail = AuditEvent.objects.get(event=Event.SEARCHED)
    assert json.loads(trail.body)["detail"]["kind"] == "national_id"
    assert json.loads(trail.body)["detail"]["found"] == 1
    assert whole not in trail.body


def test_the_last_four_and_the_case_number_find_it_too(found):
    case = a_case_to_review(name="林測月")
    for typed in (case.id_last_four, case.number, case.number[:-2]):
        assert "林測月" in found(typed)


def test_a_member_of_the_household_leads_to_the_case(found):
    case = a_case_to_review(name="林測月")
    with acting_as(Acting.system(HUALIEN)):
        Member.objects.bulk_create(
            [Member(county=HUALIEN, case=case, relation="child", person_key="k", name="陳測安")]
        )
    assert "林測月" in found("陳測安")


def test_a_social_worker_finds_only_what_was_given_to_her(found):
    a_case(name="別人測案")
    assert "沒有找到" in found("別人", "social_worker")


def test_what_is_typed_is_understood_by_its_shape():
    assert understand("１２３４") is Kind.LAST_FOUR
    assert understand("115-玉里-000123") is Kind.NUMBER
    assert understand("林") is Kind.NAME
