"""Fields nobody offered change nothing: status, amount, county, owner."""

import uuid

import pytest
from django.apps import apps

from tests.access.addresses import addresses
from tests.access.records import WORDS_IN_ADDRESSES
from tests.trust.test_no_personal_data import somebody_who_may
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.foundation.acting import Acting
from welfare.foundation.models import Appointment, Officer
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import HUALIEN, YULI

NOBODYS = "00000000-0000-4000-8000-00000000dead"
#: what no form may set: a case's place, state and figures, an officer's powers
FORBIDDEN = {
    "status": "paid",
    "county": "66000",
    "town": "66000010",
    "village": "66000010001",
    "number": "115-假-000001",
    "procedure": "taichung",
    "version": "99",
    "program": "other",
    "amount": "999999",
    "monthly_amount": "999999",
    "decided_by": NOBODYS,
    "approved_by": NOBODYS,
    "officer_id": NOBODYS,
    "opened_by": NOBODYS,
    "on_behalf_of": NOBODYS,
    "is_active": "1",
    "is_demo": "1",
    "role": "auditor",
    "kept_at": "2020-01-01",
}
PLACES = ("county", "town", "village", "number", "procedure", "program", "opened_by")


@pytest.mark.proves("R17")
@pytest.mark.proves("P10-77")
@pytest.mark.proves("ASVS-15.3.3")
def test_no_address_lets_a_field_nobody_offered_change_a_case_or_an_officer(db):
    clerk = Officer.objects.get(username="clerk")
    village = clerk.appointments.get().villages[0]
    cases = [a_case(at=at, town=YULI, village=village) for at in (Status.DRAFT, Status.FIRST_REVIEW)]
    before = _read(cases)
    people = _people()
    for address in addresses():
        if address.name in ("account_logout", "accounts:demo_sign_in"):
            continue
        client = somebody_who_may(address)
        for case in cases:
            known = {**WORDS_IN_ADDRESSES, "case_id": case.pk}
            values = {n: known.get(n, NOBODYS) for n in address.kwargs}
            client.post(address.at(values), FORBIDDEN | {"form_key": uuid.uuid4(), "seen_version": 1})
    assert _read(cases) == before
    assert _people() == people


def _people():
    officers = Officer.objects.order_by("id").values_list("id", "is_active", "is_demo", "username")
    return list(officers), list(Appointment.objects.order_by("id").values_list("id", "role", "agency_id"))


def _read(cases):
    with acting_as(Acting.system(HUALIEN)):
        model = apps.get_model("case.Case")
        return list(
            model.objects.filter(pk__in=[c.pk for c in cases]).order_by("pk").values_list("pk", *PLACES)
        )
