"""Agencies that answer by lists: from question to facts, and every way in which a list can go wrong."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils.module_loading import import_string

from welfare.case.states import Status
from welfare.connectors.demo_nation.register import opened
from welfare.connectors.transport.sealed_files.misbehavior import Fault
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import rounds
from welfare.lookup.models import Fact
from welfare.lookup.ports import (
    QUESTION_NAMES,
    BadDelivery,
    BatchConnector,
    Line,
    LookupPurpose,
    NotYetComplete,
    Outgoing,
    Subject,
    TransportError,
)
from welfare.lookup.tests import demo_agencies
from welfare.lookup.tests.exchange import world
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking_only, by_folder, seen
from welfare.lookup.tests.factories import a_looked_up_case

__all__ = ["by_folder"]
pytestmark = pytest.mark.django_db

#: source → a demo household of which it knows something
SOURCES = {"disability_register": "disability-moderate", "benefit_records": "son-in-custody"}
every_source = pytest.mark.parametrize("agency", SOURCES, indirect=True)
benefit_records = pytest.mark.parametrize("agency", ["benefit_records"], indirect=True)


@pytest.fixture
def agency(request: Any, by_folder: Any, tmp_path: Path) -> Iterator[Any]:
    """The demo agency on loopback, named to the look-ups; lists_* tests use it without the ledger."""
    source = request.param
    home = tmp_path / source
    home.mkdir()
    made = import_string(f"welfare.connectors.{source}.agency.Agency")(
        home, demo_agencies.register_folder(), "aes_zip"
    )
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    run: Callable[[Any], Any] = lambda work: asyncio.run_coroutine_threadsafe(work, loop).result(20)  # noqa: E731
    run(made.start())
    made.source, made.run = source, run
    world.channels[source] = import_string(f"welfare.connectors.{source}.connector.Connector")(home)
    yield made
    run(made.stop())
    loop.call_soon_threadsafe(loop.stop)


def _connector(agency: Any) -> BatchConnector:
    found = world.channels[agency.source]
    assert isinstance(found, BatchConnector)
    return found


def _facts(case: Any, source: str) -> set[tuple[Any, ...]]:
    with acting_as(Acting.system(case.county)):
        facts = Fact.objects.filter(case=case, source=source)
        return {(f.person_key, f.kind, str(f.value), f.absence, f.as_of) for f in facts}


@every_source
def test_what_comes_by_list_gives_the_same_facts_as_asking_directly(agency: Any, settings: Any) -> None:
    source, story = agency.source, SOURCES[agency.source]
    case = a_case_asking_only(source, story)
    rounds.run(_connector(agency))
    assert agency.answer_all() == 1
    assert rounds.run(_connector(agency)).troubles == []
    found = seen(case)
    assert {line.outcome for line in found.lines} <= {"answered", "no_record"} and found.lines
    assert found.disagreements == []
    by_list = _facts(case, source)
    with acting_as(Acting.system(HUALIEN)):
        case.status = Status.RETRACTED
        case.save(update_fields=["status"])
    settings.WELFARE_CONNECTORS = f"{demo_agencies.__name__}.connector"
    directly = _facts(a_looked_up_case(story), source)
    people = {fact[0] for fact in by_list}
    assert by_list == {fact for fact in directly if fact[0] in people} != set()


QUARANTINED = {
    Fault.HALF_FILE: "一半",
    Fault.WRONG_TOTALS: "控制總數",
    Fault.WRONG_ENCODING: "UTF-8",
    Fault.BOMB: "炸彈",
    Fault.NESTED: "壓縮檔",
    Fault.WRONG_KEY: "金鑰",
    Fault.PATH_TRICK: "檔名",
}


@every_source
@pytest.mark.parametrize("fault", [Fault.WRONG_TOTALS, Fault.HALF_FILE, Fault.WRONG_ENCODING])
def test_a_bad_list_is_put_aside_and_the_ledger_stays_balanced(agency: Any, fault: Fault) -> None:
    case = a_case_asking_only(agency.source, SOURCES[agency.source])
    rounds.run(_connector(agency))
    agency.fault = fault
    agency.answer_all()
    rounds.run(_connector(agency))
    found = seen(case)
    assert list((agency.root / "answers").iterdir()) == []
    assert {line.outcome for line in found.lines} == {"waiting"}
    assert {delivery.status for delivery in found.deliveries} == {"quarantined"}
    assert all(delivery.reason for delivery in found.deliveries)
    assert found.disagreements == []


@benefit_records
def test_a_list_to_a_batch_never_sent_changes_nothing(agency: Any) -> None:
    case = a_case_asking_only(agency.source, SOURCES[agency.source])
    rounds.run(_connector(agency))
    agency.fault = Fault.UNASKED
    agency.answer_all()
    rounds.run(_connector(agency))
    found = seen(case)
    assert list((agency.root / "answers").iterdir()) == []
    assert ({line.outcome for line in found.lines}, found.disagreements) == ({"waiting"}, [])


@benefit_records
def test_the_same_list_twice_counts_once(agency: Any) -> None:
    case = a_case_asking_only(agency.source, SOURCES[agency.source])
    rounds.run(_connector(agency))
    agency.fault = Fault.DUPLICATE
    agency.answer_all()
    rounds.run(_connector(agency))
    found = seen(case)
    assert "waiting" not in {line.outcome for line in found.lines}
    assert (len(found.deliveries), found.disagreements) == (2, [])


def _outgoing(source: str, people: list[str], *, is_listed: bool = True) -> Outgoing:
    reference = f"{source}-10015-20261120-1"
    lines = tuple(
        Line(seq, Subject(each), "SLA-115-000001", is_listed=is_listed)
        for seq, each in enumerate(people, start=1)
    )
    purpose = LookupPurpose(reference, "社會救助法第44條之3", "means_test", "op-7f3a")
    return Outgoing(reference, "10015", purpose, lines, datetime(2026, 11, 20, tzinfo=UTC))


def _asked(reference: str) -> Outgoing:
    raise LookupError(reference)


@every_source
def test_everybody_of_the_nation_comes_back_as_the_register_has_them(agency: Any) -> None:
    """In parts; and some of them again as people for whom nobody asks for aid."""
    connector, fake = _connector(agency), agency.fake(agency.nation)
    everybody = [record["id"] for record in opened(agency.nation)]
    agency.part_persons = 700
    for is_listed, people in ((True, everybody), (False, everybody[::50])):
        outgoing = _outgoing(agency.source, people, is_listed=is_listed)
        connector.send(outgoing.reference, connector.pack(outgoing))
        assert agency.answer_all() == 1
        always, listed = QUESTION_NAMES[agency.source]
        answered = 0
        for incoming in list(connector.collect()):
            replies = connector.read(incoming, _asked)
            for reply in replies.lines:
                assert set(reply.answers) == {*always, *(listed if is_listed else ())}
                for question, answer in reply.answers.items():
                    expected = getattr(fake, question)(Subject(reply.national_id), outgoing.purpose)
                    assert (answer.outcome, answer.value) == (expected.outcome, expected.value)
                    assert answer.source.as_of == expected.source.as_of
                answered += people[reply.seq - 1] == reply.national_id
            connector.done(incoming, quarantined=False)
        assert answered == len(people)


@benefit_records
def test_each_kind_of_bad_list_says_what_is_wrong(agency: Any) -> None:
    connector = _connector(agency)
    outgoing = _outgoing(agency.source, ["U298010103", "Z299999901"])
    assert connector.check_config() == ()
    for fault, said in QUARANTINED.items():
        connector.send(outgoing.reference, connector.pack(outgoing))
        agency.fault = fault
        agency.answer_all()
        for incoming in connector.collect():
            with pytest.raises(BadDelivery, match=said) as bad:
                connector.read(incoming, _asked)
            assert "U298010103" not in bad.value.sentence
            connector.done(incoming, quarantined=True)
    assert list((agency.root / "answers").iterdir()) == []


@benefit_records
def test_without_its_marker_a_list_waits_and_a_stranger_gets_nothing(agency: Any) -> None:
    connector = _connector(agency)
    outgoing = _outgoing(agency.source, ["U298010103"])
    package = connector.pack(outgoing)
    connector.send(outgoing.reference, package)
    agency.fault = Fault.NO_MARKER
    agency.answer_all()
    (incoming,) = connector.collect()
    with pytest.raises(NotYetComplete):
        connector.read(incoming, _asked)
    agency.run(agency.stop())
    with pytest.raises(TransportError, match="再試"):
        connector.send(outgoing.reference, package)
    agency.fault = Fault.CHANGED_HOST_KEY
    agency.run(agency.start())
    with pytest.raises(TransportError, match="冒充"):
        connector.send(outgoing.reference, package)


@benefit_records
def test_the_wrong_birth_is_told_apart_from_no_record(agency: Any) -> None:
    connector = _connector(agency)
    (one,) = _outgoing(agency.source, ["U298010103"]).lines
    base = _outgoing(agency.source, [])
    lines = (
        Line(1, Subject("U298010103", date(1999, 1, 1)), one.case_number),
        Line(2, Subject("Z299999901", date(1908, 1, 1)), one.case_number),
    )
    outgoing = Outgoing(base.reference, base.county, base.purpose, lines, base.prepared_at)
    connector.send(outgoing.reference, connector.pack(outgoing))
    agency.answer_all()
    (incoming,) = connector.collect()
    replies = connector.read(incoming, _asked)
    outcomes = [{answer.outcome.value for answer in reply.answers.values()} for reply in replies.lines]
    assert outcomes == [{"id_mismatch"}, {"no_record"}]
