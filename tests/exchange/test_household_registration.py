"""The household register from the question to the facts: our rows, signed questions, a real HTTPS server."""

import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from welfare.case.states import Status
from welfare.connectors.household_registration.agency import Agency
from welfare.connectors.household_registration.connector import Connector
from welfare.connectors.household_registration.misbehavior import Fault
from welfare.foundation.acting import Acting
from welfare.foundation.models import Promise
from welfare.foundation.row_access import acting_as
from welfare.lookup import services
from welfare.lookup.models import Fact, LookupRequest
from welfare.lookup.tests import demo_agencies
from welfare.lookup.tests.exchange import world
from welfare.lookup.tests.exchange.world import HUALIEN, by_folder
from welfare.lookup.tests.factories import a_household_case

__all__ = ["by_folder"]
pytestmark = pytest.mark.django_db

SOURCE, STORY = "household_registration", "tier-one-widow"
PASSING = [Fault.BUSY, Fault.ERROR_PAGE_200, Fault.TRUNCATED, Fault.DOWN, Fault.EXPIRED]
FOR_A_PERSON = [
    Fault.OTHER_PERSON,
    Fault.OTHER_REQUEST,
    Fault.BAD_SIGNATURE,
    Fault.WRONG_ENCODING,
    Fault.CONTRADICTING,
    Fault.HUGE,
]


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """What passes is tried again at once."""
    monkeypatch.setattr(
        "welfare.connectors.transport.https.patience.time",
        SimpleNamespace(sleep=float, monotonic=time.monotonic),
    )


@pytest.fixture
def agency(by_folder: Any, tmp_path: Path) -> Iterator[Agency]:
    """The demo register on loopback, named to the look-ups as the household register."""
    made = Agency(tmp_path / SOURCE, demo_agencies.register_folder())
    made.start()
    world.channels[SOURCE] = Connector(made.home)
    yield made
    made.stop()


def _ask(case: Any) -> Any:
    with acting_as(Acting.system(case.county)) as by:
        return services.ask_household(by=by, case=case)


def _request(case: Any) -> Any:
    """The only row: whatever went wrong, the question is on record once."""
    with acting_as(Acting.system(HUALIEN)):
        return LookupRequest.objects.get(case=case, source=SOURCE)


def _facts(case: Any) -> set[tuple[Any, ...]]:
    with acting_as(Acting.system(case.county)):
        facts = Fact.objects.filter(case=case, source=SOURCE)
        return {(f.person_key, f.kind, str(f.value), f.absence, f.as_of, f.raw_reference) for f in facts}


def test_what_comes_over_the_wire_gives_the_same_facts_as_the_register_inside(agency: Agency) -> None:
    case = a_household_case(STORY, at=Status.DRAFT)
    assert _ask(case).is_answered
    over_the_wire = _facts(case)
    assert _request(case).status == "answered"
    with acting_as(Acting.system(HUALIEN)):
        case.status = Status.RETRACTED
        case.save(update_fields=["status"])
    del world.channels[SOURCE]
    inside = a_household_case(STORY, at=Status.DRAFT)
    _ask(inside)
    assert over_the_wire == _facts(inside) != set()


@pytest.mark.parametrize("fault", PASSING)
def test_what_passes_waits_and_is_asked_again_in_the_same_row(agency: Agency, fault: Fault) -> None:
    case = a_household_case(STORY, at=Status.DRAFT)
    agency.fault = fault
    answer = _ask(case)
    waiting = _request(case)
    assert (answer.is_answered, waiting.status, _facts(case)) == (False, "requested", set())
    assert (waiting.error, waiting.next_try_at is not None) == (answer.sentence, True)
    agency.fault = Fault.NONE
    assert _ask(case).is_answered
    answered = _request(case)
    assert (answered.status, answered.tries, _facts(case) != set()) == ("answered", 2, True)


@pytest.mark.parametrize("fault", FOR_A_PERSON)
def test_what_needs_a_person_fails_at_once_with_a_sentence_and_an_owner(agency: Agency, fault: Fault) -> None:
    case = a_household_case(STORY, at=Status.DRAFT)
    agency.fault = fault
    _ask(case)
    failed = _request(case)
    assert (failed.status, failed.next_try_at, _facts(case)) == ("failed", None, set())
    assert failed.error.endswith("。") and "請" in failed.error
    with acting_as(Acting.system(HUALIEN)):
        assert Promise.objects.filter(case_id=case.id).exists()
