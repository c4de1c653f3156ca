"""The decision screen, its letter and the record of service in a browser's hands."""

import pytest
from django.urls import reverse

from welfare.case.models import Case
from welfare.decision.models import Decision, Notice
from welfare.decision.tests.factories import a_case_to_decide, unconfirmed_names
from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent, Officer
from welfare.foundation.row_access import acting_as

pytestmark = pytest.mark.django_db
KEY = "6f9619ff-8b86-4d01-b42d-00c04fc964ff"
WEALTHY = 1_200_000


def signed_in(client, username: str):
    client.force_login(Officer.objects.get(username=username))
    return client


def test_the_screen_shows_the_letter_with_its_elements_ticked(client):
    case = a_case_to_decide(wage=WEALTHY)
    page = signed_in(client, "approver").get(reverse("desk:decision", args=[case.pk])).content.decode()
    assert "先看這三行" in page
    assert "救濟方法、期間、受理機關" in page
    assert "style=" not in page
    with acting_as(Acting.system(case.county)):
        assert AuditEvent.objects.filter(event="case.read", case_id=case.pk).exists()


def test_a_refused_decision_keeps_what_was_typed(client):
    case = a_case_to_decide(wage=WEALTHY)
    given = {"form_key": KEY, "seen_version": 1, "outcome": "approved", "note": "請看第三點"}
    answer = signed_in(client, "approver").post(reverse("desk:decision", args=[case.pk]), given)
    assert answer.status_code == 409
    assert "試算結果和您的決定不同" in answer.content.decode()
    assert "請看第三點" in answer.content.decode()


def test_deciding_on_the_screen_leads_back_to_the_case(client):
    case = a_case_to_decide(wage=WEALTHY)
    given = {
        "form_key": KEY, "seen_version": 1, "outcome": "rejected", "reasons": ["wage_by_tax_data"],
        "confirmed": unconfirmed_names(case),
    }  # fmt: skip
    for _press in range(2):
        answer = signed_in(client, "approver").post(reverse("desk:decision", args=[case.pk]), given)
        assert (answer.status_code, answer["Location"]) == (302, reverse("desk:case", args=[case.pk]))
    with acting_as(Acting.system(case.county)):
        assert Decision.objects.filter(case=case).count() == 1


def test_the_draft_rewrites_itself_with_the_ticked_reason(client):
    case = a_case_to_decide(wage=WEALTHY)
    given = {"outcome": "rejected", "reasons": ["newer_evidence"]}
    answer = signed_in(client, "approver").post(reverse("decision:draft", args=[case.pk]), given)
    assert "採用比查調更新的佐證" in answer.content.decode()


def test_service_is_recorded_on_its_page_and_a_wrong_day_says_what_to_do(client, decided, issued):
    case = a_case_to_decide()
    decided(case, "approved")
    notice = issued(case)
    url = reverse("decision:serve", args=[notice.pk])
    given = {"form_key": KEY, "served_on": "2099-01-01", "method": "in_person"}
    answer = signed_in(client, "caseworker").post(url, given)
    assert answer.status_code == 422
    assert "實際收到的那一天" in answer.content.decode()
    given["served_on"] = notice.issued_on.isoformat()
    assert signed_in(client, "caseworker").post(url, given).status_code == 302
    with acting_as(Acting.system(case.county)):
        notice.refresh_from_db()
        assert notice.appeal_until is not None


def test_the_letter_can_be_read_on_the_screen(client, decided, issued):
    case = a_case_to_decide()
    decided(case, "approved")
    notice = issued(case)
    page = signed_in(client, "caseworker").get(reverse("decision:letter", args=[notice.pk]))
    assert notice.reference_number in page.content.decode()
    assert reverse("documents:download", args=[notice.letter_id]) in page.content.decode()


def test_somebody_elses_case_is_not_there(client):
    case = a_case_to_decide()
    url = reverse("desk:decision", args=[case.pk])
    assert signed_in(client, "tc_chief").get(url).status_code == 404
    with acting_as(Acting.system(case.county)):
        assert Case.objects.filter(pk=case.pk).exists()
        assert not Notice.objects.filter(case=case).exists()
