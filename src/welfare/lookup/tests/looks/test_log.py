"""One look per page and person, in the transaction of the page: no log, no data shown."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent, Officer
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks import noting
from welfare.lookup.looks.models import Look, LookKind
from welfare.lookup.models import Fact, LookupRequest
from welfare.lookup.tests.factories import a_looked_up_case

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
HUALIEN = "10015"


@pytest.fixture
def case(agencies):
    return a_looked_up_case("tier-two-couple")


def looks(**wanted):
    with acting_as(Acting.system(HUALIEN)):
        return list(Look.objects.filter(**wanted).order_by("at", "id"))


def people(case):
    with acting_as(Acting.system(HUALIEN)):
        rows = Fact.objects.filter(case=case, recorded_by=None).exclude(person_key="")
        return set(rows.values_list("person_key", flat=True))


@pytest.fixture
def caseworker(client):
    client.force_login(Officer.objects.get(username="caseworker"))
    return client


@pytest.mark.proves("P10-16")
@pytest.mark.proves("PD-1")
def test_every_question_to_a_register_is_written_by_the_database_with_purpose_and_law(case):
    asked = looks(kind=LookKind.ASKED)
    with acting_as(Acting.system(HUALIEN)):
        requests = {r.id: r for r in LookupRequest.objects.all()}
    assert {look.request_id for look in asked} == requests.keys()
    for look in asked:
        request = requests[look.request_id]
        assert (look.person_key, look.sources, look.case_id) == (
            request.subject_key, [request.source], case.id,
        )  # fmt: skip
        assert look.legal_basis
        assert look.purpose == request.purpose


def test_a_question_of_a_lawful_batch_is_told_as_one(case):
    with acting_as(Acting.system(HUALIEN)) as by:
        row = LookupRequest(
            county=HUALIEN, case=case, source="border_crossing", subject_key="k", batch="2026-11",
            asked_by=by.officer_id, asked_by_name=by.name,
        )  # fmt: skip
        LookupRequest.objects.bulk_create([row])
    (look,) = looks(request=row)
    assert (look.kind, look.page, look.sources) == (LookKind.ASKED, "batch", ["border_crossing"])


@pytest.mark.proves("P10-16")
def test_a_case_page_leaves_one_row_per_person_whatever_it_shows_of_them(case, caseworker):
    assert caseworker.get(reverse("desk:case", args=[case.id])).status_code == 200
    seen = looks(kind=LookKind.VIEWED)
    assert {look.person_key for look in seen} == people(case)
    assert len(seen) == len(people(case)) > 1
    assert {(look.page, look.officer_name, look.role, look.town) for look in seen} == {
        ("case", "李測真", "township_caseworker", "10015030")
    }
    assert all("household_registration" in look.sources for look in seen)
    with acting_as(Acting.system(HUALIEN)):
        (event,) = AuditEvent.objects.filter(event="case.read")
    assert f'"looks":{len(seen)}' in event.body


def test_a_fact_and_a_question_leave_one_row_about_their_person(case, caseworker):
    with acting_as(Acting.system(HUALIEN)):
        fact = Fact.objects.filter(case=case).exclude(person_key="").first()
        request = LookupRequest.objects.filter(case=case).first()
    caseworker.get(reverse("lookup:fact", args=[fact.id]))
    caseworker.get(reverse("lookup:request", args=[request.id]))
    found = [(look.page, look.person_key, look.sources) for look in looks(kind=LookKind.VIEWED)]
    assert found == [
        ("fact", fact.person_key, [fact.source]),
        ("request", request.subject_key, [request.source]),
    ]


@pytest.mark.proves("P10-16")
def test_the_log_is_append_only_and_nobody_writes_in_anothers_name(case, as_):
    with as_("caseworker") as by:
        for statement in ("update looks_look set officer_name = 'x'", "delete from looks_look"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        other = Look(county=HUALIEN, case=case, person_key="k", kind="viewed", page="case",
                     officer_id=case.id, officer_name="別人", role=by.role)  # fmt: skip
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Look.objects.bulk_create([other])


@pytest.mark.parametrize(("username", "sees"), [
    ("caseworker", True), ("chief", True), ("auditor", True), ("clerk", False),
    ("accountant", False), ("caseworker2", False), ("tc_chief", False), ("operator", False),
])  # fmt: skip
@pytest.mark.proves("P10-16")
def test_who_sees_the_looks_at_a_case(case, caseworker, as_, username, sees):
    caseworker.get(reverse("desk:case", args=[case.id]))
    with as_(username):
        assert Look.objects.filter(kind=LookKind.VIEWED).exists() is sees


def test_the_log_costs_one_statement_however_many_people_a_case_has(agencies, as_, django_assert_num_queries):
    small, large = a_looked_up_case("tier-one-widow"), a_looked_up_case("movable-on-line")
    sizes = {one.id: len(people(one)) for one in (small, large)}
    assert sizes[small.id] != sizes[large.id]
    for one in (small, large):
        with as_("reviewer") as by, django_assert_num_queries(1):
            written = noting.write(by=by, case=one, page="case")
        assert written == sizes[one.id]
