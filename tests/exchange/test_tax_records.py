"""The tax register from the question to the facts: our ledger, signed XML, a real mediator over HTTPS."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import time_machine

from welfare.case.states import Status
from welfare.connectors.demo_nation.register import opened
from welfare.connectors.tax_records import first_start
from welfare.connectors.tax_records.agency import Agency
from welfare.connectors.tax_records.connector import Connector
from welfare.connectors.tax_records.fake import DemoTaxRegistry
from welfare.connectors.tax_records.misbehavior import Fault
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import examining, rounds
from welfare.lookup.exchange.bulk.asking import ask_bulk
from welfare.lookup.models import BulkParcel, Delivery, Fact, TaxRow
from welfare.lookup.ports import Line, LookupPurpose, Subject
from welfare.lookup.tests import demo_agencies
from welfare.lookup.tests.exchange import world
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking_only, by_folder, seen
from welfare.lookup.tests.factories import a_looked_up_case

__all__ = ["by_folder"]
pytestmark = pytest.mark.django_db

SOURCE, STORY = "tax_records", "exactly-on-line"
_ANSWERED = {"answered", "no_record"}
#: put aside as a whole
_ASIDE = (
    Fault.FORGED_BY_MEDIATOR,
    Fault.WRONG_TOTALS,
    Fault.WRONG_YEAR,
    Fault.UNASKED_SUBJECT,
    Fault.EXPIRED_TIMESTAMP,
    Fault.SCHEMA_VIOLATION,
    Fault.BAD_SIGNATURE,
    Fault.NO_SIGNATURE,
    Fault.WRAPPED_SIGNATURE,
    Fault.UNKNOWN_CERTIFICATE,
    Fault.TRUNCATED,
    Fault.WRONG_ENCODING,
    Fault.XML_BOMB,
    Fault.EXTERNAL_ENTITY,
)
#: the parcel does not get there, or nobody says so
_NOT_HANDED_OVER = (Fault.DOWN, Fault.BUSY, Fault.CLOCK_SKEW, Fault.ERROR_PAGE_200)
_NOTHING_YET = (Fault.LATE, Fault.HALF_BODY, Fault.UNASKED_BATCH)
_HARMLESS = (
    Fault.LOST_ACK,
    Fault.RESPONSE_BEFORE_ACK,
    Fault.PARTS_OUT_OF_ORDER,
    Fault.DUPLICATE_PART,
    Fault.REPLAYED_MESSAGE,
)
_FOR_EVER = (Fault.REJECT, Fault.NOT_AUTHORISED)
_ASKED_AGAIN = (Fault.REGISTER_ERROR, Fault.REJECT_LATER)


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("relay") / SOURCE
    home.mkdir()
    first_start.prepare(home)
    return home


@pytest.fixture
def agency(by_folder: Any, agreed: Path, tmp_path: Path) -> Iterator[Agency]:
    """The demo relay on loopback, named to the look-ups as the tax register."""
    home = tmp_path / SOURCE
    shutil.copytree(agreed, home)
    made = Agency(home, demo_agencies.register_folder())
    made.start(port=first_start.free_port())
    world.channels[SOURCE] = Connector(home)
    yield made
    made.stop()


def _round() -> rounds.Round:
    return rounds.run(world.channels[SOURCE])


def _facts(case: Any) -> set[tuple[Any, ...]]:
    with acting_as(Acting.system(case.county)):
        facts = Fact.objects.filter(case=case, source=SOURCE)
        return {(f.person_key, f.kind, str(f.value), f.absence, f.data_year, f.as_of) for f in facts}


def _outcomes(found: Any) -> set[str]:
    return {str(line.outcome) for line in found.lines}


def test_what_comes_by_the_relay_gives_the_same_facts_as_asking_directly(
    agency: Agency, settings: Any
) -> None:
    case = a_case_asking_only(SOURCE, STORY)
    _round()
    assert agency.answer_all() == 1
    assert _round().troubles == []
    found = seen(case)
    assert _outcomes(found) <= _ANSWERED and found.lines
    assert found.disagreements == []
    assert found.parcels[0].transaction.startswith("GSP-")
    by_relay = _facts(case)
    with acting_as(Acting.system(HUALIEN)):
        case.status = Status.RETRACTED
        case.save(update_fields=["status"])
    settings.WELFARE_CONNECTORS = f"{demo_agencies.__name__}.connector"
    directly = _facts(a_looked_up_case(STORY))
    people = {fact[0] for fact in by_relay}
    assert by_relay == {fact for fact in directly if fact[0] in people} != set()


def _with(agency: Agency, fault: Fault) -> Any:
    """Send, answer and collect while this goes wrong; the books as they are then."""
    agency.fault = fault
    _round()
    agency.answer_all()
    _round()
    found = seen()
    assert found.disagreements == []
    return found


def _deliveries() -> list[Delivery]:
    """Those of no county too: what says no parcel of ours belongs to none."""
    with acting_as(Acting.system()):
        return list(Delivery.objects.order_by("recorded_at"))


def _later(hours: int) -> Any:
    return time_machine.travel(clock.now() + timedelta(hours=hours), tick=True)


def test_every_kind_of_going_wrong_is_tried_here() -> None:
    tried = (*_ASIDE, *_NOT_HANDED_OVER, *_NOTHING_YET, *_HARMLESS, *_FOR_EVER, *_ASKED_AGAIN)
    assert sorted(tried) == sorted(set(Fault) - {Fault.NONE})


def test_whatever_cannot_be_trusted_is_put_aside_and_answered_anew_when_asked_again(
    agency: Agency, as_: Any
) -> None:
    a_case_asking_only(SOURCE, STORY)
    for fault in _ASIDE:
        found = _with(agency, fault)
        assert _outcomes(found) == {"waiting"}, fault
        *_, last = deliveries = _deliveries()
        assert len(deliveries) == _ASIDE.index(fault) + 1
        assert last.status == "quarantined" and last.reason
        with as_("operator") as by:
            examining.send_again(by, found.parcels[0].id)
    assert _outcomes(_with(agency, Fault.NONE)) <= _ANSWERED


def test_a_parcel_nobody_takes_waits_with_a_sentence_and_goes_by_itself(agency: Agency) -> None:
    a_case_asking_only(SOURCE, STORY)
    agency.stop()
    for tries, fault in enumerate(_NOT_HANDED_OVER):
        with _later(hours=2 * tries):
            found = _with(agency, fault)
        assert _outcomes(found) == {"waiting"} and found.parcels[0].error, fault
        if fault is Fault.DOWN:
            agency.fault = Fault.NONE
            agency.start()
    with _later(hours=12):
        assert _outcomes(_with(agency, Fault.NONE)) <= _ANSWERED


@pytest.mark.parametrize("fault", _NOTHING_YET)
def test_what_comes_late_or_belongs_to_nobody_keeps_the_lines_waiting(
    agency: Agency, fault: Fault, as_: Any
) -> None:
    a_case_asking_only(SOURCE, STORY)
    found = _with(agency, fault)
    assert _outcomes(found) == {"waiting"}
    assert [str(each.status) for each in _deliveries()] == ["unasked"] * (fault is Fault.UNASKED_BATCH)
    if fault is Fault.UNASKED_BATCH:
        with as_("operator") as by:
            examining.send_again(by, found.parcels[0].id)
    assert _outcomes(_with(agency, Fault.NONE)) <= _ANSWERED


@pytest.mark.parametrize("fault", _HARMLESS)
def test_what_comes_twice_or_in_another_order_is_settled_once(agency: Agency, fault: Fault) -> None:
    a_case_asking_only(SOURCE, STORY)
    found = _with(agency, fault)
    assert _outcomes(found) <= _ANSWERED
    assert sum(each.settled for each in found.deliveries) == len(found.lines)
    aside = [each.reason for each in found.deliveries if each.status == "quarantined"]
    assert len(aside) == (fault is Fault.REPLAYED_MESSAGE) and all("重放" in reason for reason in aside)


@pytest.mark.parametrize("fault", _FOR_EVER)
def test_a_refusal_for_ever_fails_every_line_with_a_sentence(agency: Agency, fault: Fault) -> None:
    a_case_asking_only(SOURCE, STORY)
    found = _with(agency, fault)
    assert _outcomes(found) == {"failed"} and all(line.error for line in found.lines)
    with _later(hours=2):
        assert _outcomes(_with(agency, Fault.NONE)) == {"failed"}


@pytest.mark.parametrize("fault", _ASKED_AGAIN)
def test_a_refusal_this_time_is_asked_again_in_a_later_parcel(agency: Agency, fault: Fault) -> None:
    case = a_case_asking_only(SOURCE, STORY)
    found = _with(agency, fault)
    assert _outcomes(found) == {"failed"} and all(line.error for line in found.lines)
    with _later(hours=2):
        _with(agency, Fault.NONE)
    assert {request.status for request in seen(case).tax} <= _ANSWERED


def test_a_whole_list_comes_back_in_parts_as_rows_that_say_what_the_register_says(
    agency: Agency, as_: Any
) -> None:
    folder = demo_agencies.register_folder()
    people = [record["id"] for record in islice(opened(folder), 60)]
    lines = [Line(seq, Subject(each), "115-測-1", tax_year=113) for seq, each in enumerate(people, start=1)]
    with acting_as(Acting.system(HUALIEN)) as by:
        connector = world.channels[SOURCE]
        parcel = ask_bulk(
            by=by, connector=connector, lines=lines, legal_basis="社會救助法第44條之3", purpose="p"
        )
    agency.part_persons = 25
    agency.fault = Fault.WRONG_TOTALS
    _round()
    agency.answer_all()
    assert _round().troubles == []
    with acting_as(Acting.system(HUALIEN)):
        assert not TaxRow.objects.exists()
    assert {str(each.status) for each in _deliveries()} == {"quarantined"}
    with as_("operator") as by:
        examining.send_again(by, parcel.id)
    _with(agency, Fault.NONE)
    with acting_as(Acting.system(HUALIEN)):
        rows = TaxRow.objects.filter(bulk__parcel=parcel)
        found = {
            (row.seq, row.code, row.gross, row.value) for row in rows if row.dataset in {"income", "property"}
        }
        bulk = BulkParcel.objects.get(parcel=parcel)
        assert bulk.spoken == len(people)
    assert found == {each for line in lines for each in _direct(folder, line)}
    assert seen().disagreements == []


def _direct(folder: Path, line: Line) -> Iterator[tuple[Any, ...]]:
    register, purpose = DemoTaxRegistry(folder), LookupPurpose("b", "law", "p", "op")
    for item in getattr(register.income(line.subject, 113, purpose).value, "items", ()):
        yield line.seq, item.format_code, item.gross, None
    for item in getattr(register.property(line.subject, 113, purpose).value, "items", ()):
        value = item.value if isinstance(item.value, int) else None
        yield line.seq, item.kind.value, None, value
