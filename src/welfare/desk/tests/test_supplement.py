"""A paper that was asked for comes back to whoever asked, and judging it sends the case on."""

import re

import pytest
from django.urls import reverse

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.documents.services import store_evidence
from welfare.documents.tests import pictures
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.intake import services
from welfare.project.demo.staff import HUALIEN

pytestmark = pytest.mark.django_db
PASSBOOK = services.ItemWanted("passbook_cover", "存摺封面的帳號看不清楚")


@pytest.fixture
def case(as_) -> Case:
    """Asked for by the township, photographed by the clerk, not looked at."""
    case = a_case(at=Status.FIRST_REVIEW)
    with as_("caseworker") as by:
        item = services.request_supplement(by=by, case=case, items=[PASSBOOK], key="ask").items.get()
    with as_("clerk") as by:
        photo = pictures.upload(pictures.jpeg())
        kept = store_evidence(by=by, case=case, kind=item.evidence_kind, upload=photo, key="photo")
        services.answer_supplement(by=by, item=item, evidence=kept, key="bring")
    return case


def _judged(client, case, **given):
    page = client.get(reverse("desk:case", args=[case.pk])).content.decode()
    form = re.search(r'action="([^"]+)"[^>]*id="judge">.*?value="([0-9a-f-]{36})"', page, re.S)
    assert form, page
    client.post(form.group(1), {"form_key": form.group(2), **given})
    with acting_as(Acting.system(HUALIEN)):
        return Case.objects.get(pk=case.pk).state


def test_a_brought_paper_stands_on_the_list_of_who_asked(signed_in, case):
    page = signed_in("caseworker").get(reverse("desk:worklist")).content.decode()
    assert "今天 1 件" in page
    assert "民眾補件來了" in page


def test_accepting_it_on_the_case_page_sends_the_case_on(signed_in, case):
    assert _judged(signed_in("caseworker"), case, accepted="yes", reason="") is Status.FIRST_REVIEW


def test_refusing_it_with_a_reason_lets_the_case_wait_again(signed_in, case):
    client = signed_in("caseworker")
    assert _judged(client, case, accepted="no", reason="還是看不清楚") is Status.AWAITING_SUPPLEMENT
    assert "今天 0 件" in client.get(reverse("desk:worklist")).content.decode()
