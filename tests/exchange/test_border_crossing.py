"""Border crossing from the question to the facts: our ledger, sealed mail, real mail servers."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from welfare.case.states import Status
from welfare.connectors.border_crossing.agency import Agency
from welfare.connectors.border_crossing.connector import Connector
from welfare.connectors.border_crossing.misbehavior import Fault
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import rounds
from welfare.lookup.models import Delivery, Fact
from welfare.lookup.tests import demo_agencies
from welfare.lookup.tests.exchange import world
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking_only, by_folder, seen
from welfare.lookup.tests.factories import a_looked_up_case

__all__ = ["by_folder"]
pytestmark = pytest.mark.django_db

SOURCE, STORY = "border_crossing", "days-183"


@pytest.fixture
def agency(by_folder: Any, tmp_path: Path) -> Iterator[Agency]:
    """The demo agency on loopback, named to the look-ups as the border register."""
    home = tmp_path / SOURCE
    home.mkdir()
    made, loop = Agency(home, demo_agencies.register_folder()), asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    asyncio.run_coroutine_threadsafe(made.start(), loop).result(20)
    world.channels[SOURCE] = Connector(home)  # type: ignore[assignment]
    yield made
    asyncio.run_coroutine_threadsafe(made.stop(), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)


def _round() -> rounds.Round:
    return rounds.run(world.channels[SOURCE])


def _facts(case: Any) -> set[tuple[Any, ...]]:
    with acting_as(Acting.system(case.county)):
        facts = Fact.objects.filter(case=case, source=SOURCE)
        return {(f.person_key, f.kind, str(f.value), f.absence, f.data_year, f.as_of) for f in facts}


def _asked_and_answered(agency: Agency, fault: Fault) -> Any:
    """The ledger after a question, an answer with this fault, and a second look."""
    a_case_asking_only(SOURCE, STORY)
    _round()
    return _answered(agency, fault)


def _answered(agency: Agency, fault: Fault) -> Any:
    agency.fault = fault
    agency.answer_all()
    assert _round().troubles == []
    found = seen()
    assert found.disagreements == []
    assert list((agency.home / "incoming").iterdir()) == []
    return found


def _answered_again(agency: Agency, fault: Fault) -> Any:
    """The agency finds our mail once more."""
    for path in (agency.home / "agency" / "taken").iterdir():
        path.replace(agency.post.queries / path.name)
    return _answered(agency, fault)


def _outcomes(found: Any) -> set[str]:
    return {line.outcome for line in found.lines}


def _statuses(found: Any) -> set[str]:
    return {delivery.status for delivery in found.deliveries}


def test_what_comes_by_mail_gives_the_same_facts_as_asking_directly(agency: Agency, settings: Any) -> None:
    case = a_case_asking_only(SOURCE, STORY)
    _round()
    assert agency.answer_all() == 1
    assert _round().troubles == []
    found = seen(case)
    assert _outcomes(found) <= {"answered", "no_record"} and found.lines
    assert found.disagreements == []
    by_mail = _facts(case)
    with acting_as(Acting.system(HUALIEN)):
        case.status = Status.RETRACTED
        case.save(update_fields=["status"])
    settings.WELFARE_CONNECTORS = f"{demo_agencies.__name__}.connector"
    directly = _facts(a_looked_up_case(STORY))
    people = {fact[0] for fact in by_mail}
    assert by_mail == {fact for fact in directly if fact[0] in people} != set()


#: kinds of bad mail that name our parcel, and those that name nobody's
BAD = (
    Fault.NOT_ENCRYPTED,
    Fault.BAD_SIGNATURE,
    Fault.UNKNOWN_SIGNER,
    Fault.EXPIRED_CERTIFICATE,
    Fault.OTHER_ENVELOPE,
    Fault.HALF_ATTACHMENT,
    Fault.ZIP,
    Fault.PATH_TRICK,
    Fault.WRONG_ENCODING,
    Fault.WRONG_TOTALS,
    Fault.WRONG_PERIOD,
    Fault.UNASKED_ROWS,
    Fault.DELAYED,
)
NOBODYS = {
    Fault.HTML_ERROR: "quarantined",
    Fault.AUTO_REPLY: "quarantined",
    Fault.BOUNCE_FORGED: "quarantined",
    Fault.WRONG_BATCH: "unasked",
}


def test_bad_mail_of_every_kind_is_put_aside_and_the_question_stays_open(agency: Agency) -> None:
    found = _asked_and_answered(agency, BAD[0])
    for count, fault in enumerate(BAD, start=1):
        if count > 1:
            found = _answered_again(agency, fault)
        assert (_outcomes(found), _statuses(found)) == ({"waiting"}, {"quarantined"}), fault
        assert len(found.deliveries) == count
        assert all(delivery.reason for delivery in found.deliveries)
    found = _answered_again(agency, Fault.NONE)
    assert _outcomes(found) <= {"answered", "no_record"}


def test_mail_that_names_no_parcel_of_ours_is_put_aside_for_everybody(agency: Agency) -> None:
    first, *rest = NOBODYS
    found = _asked_and_answered(agency, first)
    for fault in rest:
        found = _answered_again(agency, fault)
    assert (_outcomes(found), found.deliveries) == ({"waiting"}, [])
    with acting_as(Acting.system()):
        aside = Delivery.objects.order_by("recorded_at").values_list("status", flat=True)
        assert list(aside) == list(NOBODYS.values())


@pytest.mark.parametrize("fault", [Fault.BOUNCE, Fault.BOUNCE_FULL, Fault.REFUSED])
def test_a_parcel_that_came_back_fails_with_a_sentence(agency: Agency, fault: Fault) -> None:
    found = _asked_and_answered(agency, fault)
    assert "failed" in _outcomes(found)
    assert found.parcels[0].error


@pytest.mark.parametrize("fault", [Fault.DUPLICATE, Fault.REPLAYED, Fault.OUT_OF_ORDER])
def test_an_answer_twice_or_in_any_order_counts_once(agency: Agency, fault: Fault) -> None:
    found = _asked_and_answered(agency, fault)
    assert _outcomes(found) <= {"answered", "no_record"}
    assert _statuses(found) <= {"accepted", "duplicate"}


def test_who_is_left_out_is_asked_again(agency: Agency) -> None:
    found = _asked_and_answered(agency, Fault.MISSING_ROWS)
    assert "failed" in _outcomes(found)


def test_a_mailbox_that_is_full_keeps_the_parcel_for_later(agency: Agency) -> None:
    agency.fault = Fault.MAILBOX_FULL
    case = a_case_asking_only(SOURCE, STORY)
    _round()
    found = seen(case)
    assert (_outcomes(found), found.disagreements) == ({"waiting"}, [])
    assert "滿了" in found.parcels[0].error
    assert found.parcels[0].next_try_at is not None


def test_a_late_answer_is_announced_and_then_taken(agency: Agency) -> None:
    found = _asked_and_answered(agency, Fault.LATE)
    assert found.parcels[0].status == "acknowledged"
    agency.fault = Fault.NONE
    agency.answer_all()
    _round()
    found = seen()
    assert (_outcomes(found) <= {"answered", "no_record"}, found.disagreements) == (True, [])
