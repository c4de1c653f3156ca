"""The record of a visit on a phone: eight taps, nothing typed, nothing lost."""

import re

import pytest
from django.urls import reverse

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.foundation.acting import Acting
from welfare.foundation.models import Officer
from welfare.foundation.row_access import acting_as
from welfare.review.tests.factories import a_determination
from welfare.visit.models import Visit
from welfare.visit.tasks import plan_visit

pytestmark = pytest.mark.django_db
KEY = "6f9619ff-8b86-4d01-b42d-00c04fc964ff"
TAPPED = {
    "outcome": "met_applicant", "lives": "yes", "living_with": "A", "housing": "A", "surroundings": "1",
    "daily_life": "0", "suggestion": "meets",
}  # fmt: skip


@pytest.fixture
def visit() -> Visit:
    case = a_case(at=Status.VISITING, assigned_to="social_worker")
    a_determination(case)
    with acting_as(Acting.system(case.county)) as by:
        plan_visit(by, {"case_id": str(case.pk)})
        return Visit.objects.get(case=case)


@pytest.fixture
def worker(client):
    client.force_login(Officer.objects.get(username="social_worker"))
    return client


def test_own_visits_are_listed_and_lead_to_the_phone_page(worker, visit):
    page = worker.get(reverse("visit:mine")).content.decode()
    assert reverse("visit:record_on_phone", args=[visit.pk]) in page


@pytest.mark.parametrize("name", ["visit:record", "visit:record_on_phone"])
def test_a_record_takes_eight_taps_and_shows_the_figures_to_hold_against(worker, visit, name):
    page = worker.get(reverse(name, args=[visit.pk])).content.decode()
    questions = set(re.findall(r'type="radio" name="(\w+)"', page))
    assert questions == set(TAPPED)
    assert len(questions) + 1 <= 8
    assert "每人每月收入" in page
    assert "style=" not in page


def test_sending_the_taps_moves_the_case_on(worker, visit):
    answer = worker.post(reverse("visit:record_on_phone", args=[visit.pk]), TAPPED | {"form_key": KEY})
    assert answer.status_code == 302
    with acting_as(Acting.system(visit.county)):
        assert Case.objects.get(pk=visit.case_id).state is Status.AWAITING_DECISION


def test_a_forgotten_answer_keeps_every_other_tap(worker, visit):
    given = {k: v for k, v in TAPPED.items() if k != "suggestion"} | {"form_key": KEY, "summary": "門口有鞋"}
    answer = worker.post(reverse("visit:record", args=[visit.pk]), given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "請選您的建議" in page
    assert "門口有鞋" in page
    assert re.search(r'name="housing" value="A" checked', page)


def test_somebody_elses_visit_is_not_there(client, visit):
    client.force_login(Officer.objects.get(username="tc_clerk"))
    assert client.get(reverse("visit:record", args=[visit.pk])).status_code == 404
