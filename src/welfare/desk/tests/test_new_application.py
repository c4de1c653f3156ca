"""The counter: one number, the whole person on one page, one button."""

import re

import pytest
from django.urls import reverse

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.documents.models import Evidence
from welfare.documents.tests import pictures
from welfare.foundation.acting import Acting
from welfare.foundation.models import Officer
from welfare.foundation.row_access import acting_as
from welfare.intake import selectors
from welfare.intake.tests.factories import ANSWERS, PROGRAM
from welfare.lookup.tests.factories import agencies

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agencies")]

SENIOR = "U298020109"
__all__ = ["agencies"]


def _hidden(page):
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())
    return dict(fields)


def _opened(client, national_id=SENIOR):
    client.force_login(Officer.objects.get(username="caseworker"))
    form = _hidden(client.get(reverse("desk:new_application")))
    return client.post(
        reverse("desk:new_application"),
        {**form, "program": PROGRAM, "national_id": national_id, "channel": "counter"},
    )


def _case():
    with acting_as(Acting.system("10015")):
        return Case.objects.latest("opened_at")


def _told():
    plain = {code: value for code, value in ANSWERS.items() if not isinstance(value, bool)}
    return plain | {code: "yes" if v else "no" for code, v in ANSWERS.items() if isinstance(v, bool)}


def test_the_number_brings_the_person_and_one_page_sends_the_application(client):
    assert _opened(client).status_code == 302
    case = _case()
    address = reverse("desk:application", args=[case.id])
    page = client.get(address)
    assert case.applicant_name in page.content.decode()
    photos = {
        "photo_passbook_cover": pictures.upload(pictures.jpeg()),
        "photo_application_form": pictures.upload(pictures.pdf(2), "form.pdf"),
    }
    ticks = {"privacy_given": "1", "read_back_done": "1", "send": "1"}
    sent = client.post(address, {**_hidden(page), **_told(), **ticks, **photos})
    assert (sent.status_code, sent["Location"]) == (302, reverse("desk:case", args=[case.id]))
    case = _case()
    assert case.state is Status.SUBMITTED
    assert case.documents_complete_on == case.submitted_on


def test_what_is_missing_is_said_and_everything_typed_is_still_there(client):
    _opened(client)
    case = _case()
    address = reverse("desk:application", args=[case.id])
    sent = {**_hidden(client.get(address)), "contact_name": "林測芳", "send": "1"}
    page = client.post(address, sent)
    assert page.status_code == 422
    assert "個地方要改" in page.content.decode()
    assert 'value="林測芳"' in page.content.decode()
    with acting_as(Acting.system("10015")):
        assert selectors.answer(case, "contact_name") == "林測芳"


def test_a_saved_draft_needs_nothing_complete(client):
    _opened(client)
    case = _case()
    address = reverse("desk:application", args=[case.id])
    sent = {**_hidden(client.get(address)), "contact_name": "林測芳", "save": "1"}
    assert client.post(address, sent)["Location"] == address
    assert 'value="林測芳"' in client.get(address).content.decode()


def test_two_officers_at_one_draft_the_second_is_told_and_keeps_what_was_typed(client):
    _opened(client)
    case = _case()
    address = reverse("desk:application", args=[case.id])
    mine = _hidden(client.get(address))
    client.force_login(Officer.objects.get(username="clerk"))
    theirs = _hidden(client.get(address))
    client.post(address, {**theirs, "contact_name": "別人打的", "save": "1"})
    client.force_login(Officer.objects.get(username="caseworker"))
    page = client.post(address, {**mine, "contact_name": "我打的", "save": "1"})
    assert page.status_code == 409
    assert "王測勇" in page.content.decode() and 'value="我打的"' in page.content.decode()
    with acting_as(Acting.system("10015")):
        assert selectors.answer(case, "contact_name") == "別人打的"


def test_a_second_application_is_refused_with_a_link_to_the_first(client):
    _opened(client)
    first = _case()
    page = _opened(client)
    assert page.status_code == 422
    assert reverse("desk:case", args=[first.id]) in page.content.decode()


@pytest.mark.proves("R17")
def test_fields_nobody_asks_for_change_nothing(client):
    _opened(client)
    case = _case()
    address = reverse("desk:application", args=[case.id])
    stray = {"status": "approved", "amount": "99999", "county": "66000", "approved_by": "me", "version": "9"}
    client.post(address, {**_hidden(client.get(address)), **stray, "save": "1"})
    with acting_as(Acting.system("10015")):
        kept = Case.objects.get(pk=case.pk)
    assert (kept.status, kept.county, kept.version) == ("draft", "10015", case.version)


@pytest.mark.proves("R5")
@pytest.mark.proves("ASVS-5.4")
def test_a_stored_file_can_neither_run_nor_be_framed_nor_guessed_at(client):
    _opened(client)
    case = _case()
    address = reverse("desk:application", args=[case.id])
    photo = pictures.upload(pictures.jpeg())
    client.post(address, {**_hidden(client.get(address)), "photo_passbook_cover": photo, "save": "1"})
    with acting_as(Acting.system("10015")):
        evidence = Evidence.objects.get(case=case)
    answer = client.get(reverse("documents:evidence", args=[evidence.id]))
    assert answer["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    client.force_login(Officer.objects.get(username="caseworker2"))
    assert client.get(reverse("documents:evidence", args=[evidence.id])).status_code == 404
