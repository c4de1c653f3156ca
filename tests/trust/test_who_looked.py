"""No page shows what a register said without a row in the log: every address is tried with such a case."""

import pytest
from django.test import Client

from tests.access.addresses import addresses
from tests.access.records import WORDS_IN_ADDRESSES
from tests.trust.test_no_personal_data import somebody_who_may
from welfare.case.models import Case
from welfare.case.states import Status
from welfare.determination.services import determine
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks.models import Look
from welfare.lookup.models import Fact
from welfare.lookup.tests.factories import a_looked_up_case, agencies

__all__ = ["agencies"]
pytestmark = pytest.mark.django_db
HUALIEN = "10015"
STATES = (Status.DRAFT, Status.FIRST_REVIEW, Status.AWAITING_DECISION)
OURS = {"case_id", "fact_id", "lookup_id", *WORDS_IN_ADDRESSES}


def amounts(value) -> set[str]:
    """Every sum of a fact as a page writes it; small ones could be anything."""
    if isinstance(value, bool):
        return set()
    if isinstance(value, int):
        return {f"{value:,}"} if value >= 10_000 else set()
    if isinstance(value, dict):
        value = list(value.values())
    return set().union(*map(amounts, value)) if isinstance(value, list) else set()


@pytest.fixture
def case(agencies):
    case = a_looked_up_case("tier-two-couple")
    with acting_as(Acting.system(HUALIEN)) as by:
        determine(by=by, case=case, because="")
    return case


def looks() -> int:
    with acting_as(Acting.system(HUALIEN)):
        return Look.objects.count()


def pages(case, fact) -> dict[str, tuple[Client, str]]:
    """Every address this case has, with the browser of the first officer who may open it."""
    known = {**WORDS_IN_ADDRESSES, "case_id": case.id, "fact_id": fact.id, "lookup_id": fact.request_id}
    found = [a for a in addresses() if set(a.kwargs) <= OURS and hasattr(a.view, "permission")]
    browsers = {permission: somebody_who_may(a) for a in found if (permission := a.view.permission)}
    return {a.name: (browsers[a.view.permission], a.at({n: known[n] for n in a.kwargs})) for a in found}


@pytest.mark.proves("P10-16")
def test_every_page_that_shows_what_a_register_said_leaves_a_row(case):
    with acting_as(Acting.system(HUALIEN)):
        facts = list(Fact.objects.filter(case=case, recorded_by=None).exclude(request=None))
        fact = next(f for f in facts if amounts(f.value))
    told = set().union(*(amounts(f.value) for f in facts))
    shown, silent, every = set(), [], pages(case, fact)
    for state in STATES:
        with acting_as(Acting.system(HUALIEN)):
            Case.objects.filter(pk=case.id).update(status=state)
        for name, (browser, address) in every.items():
            before = looks()
            answer = browser.get(address)
            body = "" if answer.streaming else answer.content.decode(errors="replace")
            if answer.status_code == 200 and any(amount in body for amount in told):
                shown.add(name)
                if looks() == before:
                    silent.append((state.value, name))
    assert silent == [], (
        "call welfare.lookup.looks.noting.view (or write, in a verb) before the page is rendered"
    )
    assert {"desk:case", "lookup:fact", "determination:explanation"} <= shown
