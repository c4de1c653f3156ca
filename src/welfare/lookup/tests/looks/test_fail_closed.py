"""When the log cannot be written, nothing is shown and nothing is asked; on a database really committed."""

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent, Officer
from welfare.foundation.row_access import acting_as
from welfare.lookup.models import LookupRequest
from welfare.lookup.tests.factories import a_looked_up_case
from welfare.project import cluster
from welfare.project.cluster import testing

HUALIEN = "10015"


@pytest.mark.proves("P10-16")
def test_when_the_log_cannot_be_written_nothing_is_shown_and_nothing_is_asked(own_database, agencies):
    case = a_looked_up_case("tier-two-couple")
    client = Client(raise_request_exception=False)
    client.force_login(Officer.objects.get(username="caseworker"))
    page = reverse("desk:case", args=[case.id])
    with acting_as(Acting.system(HUALIEN)):
        name = case.members.get(is_applicant=True).name
        before = LookupRequest.objects.count(), AuditEvent.objects.filter(event="case.read").count()
    assert name in client.get(page).content.decode()
    with cluster.running(testing.data_dir()).connect("superuser", own_database) as superuser:
        superuser.execute("revoke insert on looks_look from welfare_app")
    answer = client.get(page)
    assert answer.status_code == 500
    assert name not in answer.content.decode()
    question = LookupRequest(county=HUALIEN, case=case, source="tax_records", asked_by=case.id)
    with pytest.raises(DatabaseError), acting_as(Acting.system(HUALIEN)):
        LookupRequest.objects.bulk_create([question])
    with acting_as(Acting.system(HUALIEN)):
        asked, read = before
        assert LookupRequest.objects.count() == asked
        assert AuditEvent.objects.filter(event="case.read").count() == read + 1
