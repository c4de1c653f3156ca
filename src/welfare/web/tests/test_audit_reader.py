"""The auditor reads the county's trail, page by page, and that reading stands in it too."""

import pytest
from django.test import Client

from welfare.foundation import audit
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.models import AuditEvent, Officer
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import officer_id

pytestmark = pytest.mark.django_db


def browser(username):
    client = Client()
    client.force_login(Officer.objects.get(username=username))
    return client


@pytest.mark.proves("P10-25")
def test_the_auditor_reads_who_did_what_and_the_reading_is_recorded(acting):
    audit.append(by=acting("clerk"), event=Event.CASE_OPENED)
    page = browser("auditor").get("/audit/").content.decode()
    assert "開案" in page and "王測勇" in page and "村里幹事" in page
    with acting_as(Acting.system("10015")):
        assert (
            AuditEvent.objects.filter(event="audit.trail_read", officer_id=officer_id("auditor")).count() == 1
        )


@pytest.mark.proves("P10-25")
@pytest.mark.parametrize("username", ["clerk", "chief", "approver", "operator", "ministry"])
def test_nobody_else_opens_it(username):
    assert browser(username).get("/audit/").status_code == 403


def test_older_pages_follow_without_a_gap_and_nonsense_in_the_address_shows_the_newest(acting):
    by = acting("clerk")
    for _ in range(60):
        audit.append(by=by, event=Event.CASE_READ)
    client = browser("auditor")
    first = client.get("/audit/")
    assert len(first.context["table"].rows) == 50
    second = client.get("/audit/", {"before": first.context["more"]})
    numbers = [int(row.cells[-1]) for page in (first, second) for row in page.context["table"].rows]
    assert numbers[:60] == list(range(60, 0, -1))
    for nonsense in ("x", "2026-99-99.3", ".5", "2026-11-20.", "2026-11-20.٣"):
        assert client.get("/audit/", {"before": nonsense}).status_code == 200


def test_an_event_of_another_version_is_shown_by_its_own_word(acting):
    from welfare.foundation.audit_labels import label_of

    assert label_of("case.teleported") == "case.teleported"
