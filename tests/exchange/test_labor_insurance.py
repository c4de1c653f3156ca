"""Labour insurance from the question to the facts: our ledger, sealed files, a real SFTP server."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from welfare.case.states import Status
from welfare.connectors.labor_insurance.agency import Agency
from welfare.connectors.labor_insurance.connector import Connector
from welfare.connectors.labor_insurance.misbehavior import Fault
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import rounds
from welfare.lookup.models import Fact
from welfare.lookup.tests import demo_agencies
from welfare.lookup.tests.exchange import world
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking_only, by_folder, seen
from welfare.lookup.tests.factories import a_looked_up_case

__all__ = ["by_folder"]
pytestmark = pytest.mark.django_db

SOURCE, STORY = "labor_insurance", "wage-proof-differs"


@pytest.fixture
def agency(by_folder: Any, tmp_path: Path) -> Iterator[Agency]:
    """The demo agency on loopback, named to the look-ups as the labour-insurance register."""
    home = tmp_path / SOURCE
    home.mkdir()
    made, loop = Agency(home, demo_agencies.register_folder(), "aes_zip"), asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    asyncio.run_coroutine_threadsafe(made.start(), loop).result(20)
    world.channels[SOURCE] = Connector(home)
    yield made
    asyncio.run_coroutine_threadsafe(made.stop(), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)


def _round() -> rounds.Round:
    return rounds.run(world.channels[SOURCE])


def _facts(case: Any) -> set[tuple[Any, ...]]:
    with acting_as(Acting.system(case.county)):
        facts = Fact.objects.filter(case=case, source=SOURCE)
        return {(f.person_key, f.kind, str(f.value), f.absence, f.data_year, f.as_of) for f in facts}


def test_what_comes_by_file_gives_the_same_facts_as_asking_directly(agency: Agency, settings: Any) -> None:
    case = a_case_asking_only(SOURCE, STORY)
    _round()
    assert agency.answer_all() == 1
    assert _round().troubles == []
    found = seen(case)
    assert {line.outcome for line in found.lines} <= {"answered", "no_record"} and found.lines
    assert found.disagreements == []
    by_file = _facts(case)
    with acting_as(Acting.system(HUALIEN)):
        case.status = Status.RETRACTED
        case.save(update_fields=["status"])
    settings.WELFARE_CONNECTORS = f"{demo_agencies.__name__}.connector"
    directly = _facts(a_looked_up_case(STORY))
    people = {fact[0] for fact in by_file}
    assert by_file == {fact for fact in directly if fact[0] in people} != set()


@pytest.mark.parametrize("fault", [Fault.WRONG_TOTALS, Fault.HALF_FILE, Fault.BOMB, Fault.PATH_TRICK])
def test_a_bad_file_is_put_aside_and_the_ledger_stays_balanced(agency: Agency, fault: Fault) -> None:
    case = a_case_asking_only(SOURCE, STORY)
    _round()
    agency.fault = fault
    agency.answer_all()
    _round()
    found = seen(case)
    assert list((agency.root / "answers").iterdir()) == []
    assert {line.outcome for line in found.lines} == {"waiting"}
    assert {delivery.status for delivery in found.deliveries} == {"quarantined"}
    assert all(delivery.reason for delivery in found.deliveries)
    assert found.disagreements == []
