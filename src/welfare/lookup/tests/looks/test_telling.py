"""What the person is told equals the log, whatever the asking officer may see; giving it is logged too."""

import io

import pikepdf
import pytest
from django.urls import reverse

from welfare.documents.models import GeneratedDocument
from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent, Officer
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks import noting
from welfare.lookup.looks.models import Look, LookKind
from welfare.lookup.looks.telling import everything, lines
from welfare.lookup.tests.factories import a_looked_up_case

pytestmark = pytest.mark.django_db
HUALIEN = "10015"


@pytest.fixture
def case(agencies, as_):
    case = a_looked_up_case("tier-two-couple")
    for username in ("clerk", "caseworker", "caseworker", "reviewer", "accountant"):
        with as_(username) as by:
            noting.view(by=by, case=case, page="case")
    return case


def applicant(case):
    with acting_as(Acting.system(HUALIEN)):
        return case.members.get(is_applicant=True).person_key


@pytest.mark.proves("PD-4")
def test_the_list_is_the_log_to_the_last_row_also_of_offices_the_caseworker_does_not_see(case, as_):
    key = applicant(case)
    with acting_as(Acting.system(HUALIEN)):
        ledger = set(Look.objects.filter(person_key=key).values_list("id", flat=True))
    with as_("caseworker"):
        told = everything(HUALIEN, key)
    assert {look.id for look in told} == ledger
    shown = lines(told)
    assert {"公所承辦", "縣府複審", "主計", "村里幹事", "系統自動查調"} <= {line["who"] for line in shown}
    assert all(line["why"] and line["when"] and line["office"] for line in shown)
    assert any("（2 次）" in line["what"] for line in shown)
    assert not any(look.officer_name in str(shown) for look in told if look.officer_name != "system")


@pytest.mark.proves("PD-4")
def test_the_caseworker_prints_it_after_checking_who_asks_and_that_is_logged(case, client):
    client.force_login(Officer.objects.get(username="caseworker"))
    page = reverse("looks:case", args=[case.id])
    assert "申請人要一份" in client.get(page).content.decode()
    refused = client.post(reverse("looks:tell", args=[case.id]), {"form_key": case.id})
    assert refused.status_code == 422
    sent = {"form_key": case.id, "identity": "id_card"}
    answer = client.post(reverse("looks:tell", args=[case.id]), sent)
    again = client.post(reverse("looks:tell", args=[case.id]), sent)
    assert answer.status_code == again.status_code == 302
    assert answer.headers["Location"] == again.headers["Location"]
    with acting_as(Acting.system(HUALIEN)):
        told = Look.objects.get(kind=LookKind.TOLD)
        assert (told.person_key, told.detail, told.officer_name) == (applicant(case), "id_card", "李測真")
        assert AuditEvent.objects.filter(event="looks.told", case_id=case.id).count() == 1
        assert GeneratedDocument.objects.get(kind="look_list").case_id == case.id
    got = client.get(answer.headers["Location"])
    content = b"".join(got.streaming_content) if got.streaming else got.content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) >= 1
    assert "提供當事人" in client.get(page).content.decode()


@pytest.mark.parametrize("username", ["chief", "reviewer", "auditor"])
def test_who_may_read_the_log_of_a_case_does_not_for_that_hand_it_out(case, client, username):
    client.force_login(Officer.objects.get(username=username))
    page = client.get(reverse("looks:case", args=[case.id])).content.decode()
    assert "周測衡" in page
    assert "申請人要一份" not in page
    sent = {"form_key": case.id, "identity": "id_card"}
    assert client.post(reverse("looks:tell", args=[case.id]), sent).status_code == 403
