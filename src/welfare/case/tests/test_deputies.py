"""Deputies: named by those who may, for a time, and never further than one step."""

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from welfare.case.models import StepDone
from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.appointments import acting_for, choices
from welfare.foundation.deputies import BadDeputyship, end_deputy, grant_deputy
from welfare.foundation.models import AuditEvent, Deputyship, Officer
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import officer_id

pytestmark = pytest.mark.django_db
STAFF = ("clerk", "caseworker", "chief", "reviewer", "approver", "accountant")


def officer(username):
    return Officer.objects.get(username=username)


def appointment(username):
    return officer(username).appointments.get()


def grant(by, absent, deputy, *, start=timedelta(0), end=timedelta(hours=4), key=None):
    now = clock.now()
    who = {"appointment": appointment(absent), "deputy": officer(deputy)}
    return grant_deputy(by=by, **who, start=now + start, end=now + end, key=key)


def test_a_chief_lets_a_caseworker_stand_in_for_the_clerk_and_it_is_audited(as_):
    with as_("chief") as by:
        grant(by, "clerk", "caseworker")
    deputy = choices(officer("caseworker"))[1]
    assert deputy.deputy_for == officer("clerk")
    as_deputy = acting_for(officer("caseworker"), chosen=deputy.key)
    assert as_deputy.role == "village_clerk" and as_deputy.on_behalf_of_name == "王測勇"
    assert as_deputy.persons == {officer_id("caseworker"), officer_id("clerk")}
    with as_("auditor"):
        assert AuditEvent.objects.filter(event="account.deputy_granted", officer_id=by.officer_id).exists()


@pytest.mark.proves("P10-1")
@pytest.mark.parametrize("username", ["clerk", "caseworker", "reviewer", "accountant", "auditor", "operator"])
def test_only_chiefs_and_approvers_name_deputies(as_, username):
    with as_(username) as by, pytest.raises(PermissionDenied):
        grant(by, "clerk", "caseworker")


@pytest.mark.proves("P10-9")
@pytest.mark.parametrize("absent", ["caseworker2", "reviewer", "tc_caseworker"])
def test_a_chief_names_nobody_for_another_office(as_, absent):
    with as_("chief") as by, pytest.raises(PermissionDenied):
        grant(by, absent, "caseworker")


@pytest.mark.proves("P10-1")
@pytest.mark.parametrize("deputy", ["chief", "tc_clerk", "auditor", "clerk", "operator"])
def test_the_deputy_is_a_colleague_of_the_county_not_oneself_not_the_absent_and_no_auditor(as_, deputy):
    with as_("chief") as by, pytest.raises(BadDeputyship):
        grant(by, "clerk", deputy)


@pytest.mark.parametrize("hours", [(0, 0), (2, 1), (-3, -2)])
def test_a_deputyship_ends_after_it_begins_and_in_the_future(as_, hours):
    start, end = (timedelta(hours=h) for h in hours)
    with as_("chief") as by, pytest.raises(BadDeputyship, match="代理期間"):
        grant(by, "clerk", "caseworker", start=start, end=end)


@pytest.mark.proves("R22")
def test_a_deputy_cannot_name_a_deputy(as_):
    with as_("chief") as by:
        grant(by, "chief", "caseworker")
    as_chief = acting_for(officer("caseworker"), chosen=choices(officer("caseworker"))[1].key)
    with acting_as(as_chief), pytest.raises(PermissionDenied, match="不能再安排代理人"):
        grant(as_chief, "clerk", "caseworker")


def test_a_double_click_names_one_deputy(as_):
    with as_("chief") as by:
        first = grant(by, "clerk", "caseworker", key="k")
        assert grant(by, "clerk", "caseworker", key="k") == first
    assert Deputyship.objects.count() == 1


@pytest.mark.proves("P10-2")
def test_from_the_first_moment_to_the_last_and_not_a_second_longer(as_):
    with time_machine.travel("2026-11-20 01:00:00+00:00", tick=False) as now:
        with as_("chief") as by:
            grant(by, "clerk", "caseworker", start=timedelta(hours=1), end=timedelta(hours=3))
        available = []
        for seconds in (3599, 1, 7199, 1):
            now.shift(seconds)
            available.append(len(choices(officer("caseworker"))))
    assert available == [1, 2, 2, 1]


def test_a_deputyship_can_be_ended_early_and_one_to_come_never_begins(as_):
    with as_("chief") as by:
        for start in (timedelta(0), timedelta(hours=2)):
            end_deputy(by=by, deputyship=grant(by, "clerk", "caseworker", start=start))
        with time_machine.travel(clock.now() + timedelta(hours=3), tick=False):
            assert len(choices(officer("caseworker"))) == 1


@pytest.mark.proves("R22")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(STAFF), min_size=3, max_size=6, unique=True))
def test_in_a_chain_of_deputies_everybody_reaches_one_step_and_no_further(chain):
    now = clock.now()
    with transaction.atomic():
        with acting_as(Acting.system("10015")):
            Deputyship.objects.bulk_create(
                Deputyship(
                    appointment=appointment(absent),
                    deputy=officer(deputy),
                    valid_from=now,
                    valid_until=now + timedelta(hours=1),
                    granted_by=officer("chief"),
                )
                for absent, deputy in pairwise(chain)
            )
        for position, username in enumerate(chain):
            expected = {username} | ({chain[position - 1]} if position else set())
            assert {c.appointment.officer.username for c in choices(officer(username))} == expected
        transaction.set_rollback(True)


@pytest.mark.proves("R22")
@pytest.mark.proves("R26")
def test_ones_own_review_is_never_approved_by_ones_own_deputy_nor_as_somebodys_deputy():
    case = a_case(at=Status.FIRST_REVIEW)
    caseworker, reviewer = officer_id("caseworker"), officer_id("reviewer")

    def did(act, who, instead_of=None):
        StepDone.objects.bulk_create(
            [StepDone(county=case.county, case=case, act=act, officer_id=who, on_behalf_of=instead_of)]
        )

    with acting_as(Acting.system(case.county)):
        did("first_review", caseworker)
        for who, instead_of in ((reviewer, caseworker), (caseworker, reviewer), (caseworker, None)):
            with pytest.raises(IntegrityError, match="four eyes"), transaction.atomic():
                did("second_review", who, instead_of)
        did("second_review", reviewer)
