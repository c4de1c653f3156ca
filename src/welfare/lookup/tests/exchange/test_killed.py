"""A real process is killed at each step (SIGKILL); the next one goes on, nothing is lost or doubled."""

import os
import random
import signal
import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.db import connections

from welfare.case.states import Status
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import failing, rounds, settling
from welfare.lookup.models import Fact, LookupRequest
from welfare.lookup.ports import BadDelivery
from welfare.lookup.tests.exchange.world import HUALIEN, a_case_asking_only, seen
from welfare.project.chaos.points import POINTS, dying_at


@pytest.fixture
def killable(own_database, tax, monkeypatch):
    monkeypatch.setattr(settling, "CHUNK", 1)
    return tax


def in_a_process(act):
    """Run `act` in a child with connections of its own; returns the signal that ended it, or 0."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def whole_way(register):
    """Pack, send, be answered, take in."""
    rounds.run(register.channel)
    register.answer_all()
    rounds.run(register.channel)


def go_on_later(register):
    """What the next process does: nothing but rounds, when leases have run out."""
    with time_machine.travel(clock.now() + timedelta(hours=2), tick=True):
        register.round()
        register.answer_all()
        register.round()


def books(case):
    with acting_as(Acting.system(HUALIEN)):
        facts = Fact.objects.filter(case=case, source="tax_records")
        return {
            "facts": sorted((f.person_key, f.kind, str(f.value)) for f in facts),
            "requests": sorted(
                LookupRequest.objects.filter(case=case, lines__isnull=False).values_list(
                    "status", "subject_key"
                )
            ),
        }


def test_wherever_the_process_dies_the_next_one_goes_on(killable):
    undisturbed = a_case_asking_only("tax_records")
    go_on_later(killable)
    expected = books(undisturbed)
    assert expected["facts"]
    retire(undisturbed)
    for point in POINTS:
        case = a_case_asking_only("tax_records")

        def dies(point=point):
            with dying_at(point, killable.channel, die):
                whole_way(killable)

        assert in_a_process(dies) == signal.SIGKILL, f"never reached: {point}"
        go_on_later(killable)
        assert books(case) == expected, point
        assert seen().disagreements == [], point
        assert {line.outcome for line in seen().lines} <= {"answered", "no_record"}, point
        retire(case)


def retire(case):
    with acting_as(Acting.system(HUALIEN)):
        case.status = Status.RETRACTED
        case.save(update_fields=["status"])


def test_killed_while_putting_aside_it_is_put_aside_once(killable):
    a_case_asking_only("tax_records")
    killable.round()
    (reference,) = killable.office.references()
    killable.office.answer(reference, seal="forged")

    def dies():
        with dying_at("finished, not moved aside", killable.channel, die):
            rounds.run(killable.channel)

    assert in_a_process(dies) == signal.SIGKILL
    killable.round()
    (delivery,) = seen().deliveries
    assert (delivery.status, delivery.times_seen, len(killable.aside())) == ("quarantined", 2, 1)


def test_killed_while_failing_what_is_overdue_it_fails_whole_or_not_at_all(killable):
    a_case_asking_only("tax_records")
    killable.round()
    late = clock.now() + killable.channel.answer_within + timedelta(hours=1)

    def dies():
        failing.conclude = lambda act, parcel: die()
        rounds.run(killable.channel)

    with time_machine.travel(late, tick=True):
        assert in_a_process(dies) == signal.SIGKILL
        assert {line.outcome for line in seen().lines} == {"waiting"}
        killable.round()
    assert {line.outcome for line in seen().lines} == {"failed"} and seen().disagreements == []


def test_killed_at_any_moment_nothing_is_lost_or_doubled(killable):
    cases = [
        a_case_asking_only("tax_records", code)
        for code in ("tier-one-widow", "tier-two-couple", "claimed-by-nephew")
    ]
    chance = random.Random(115)
    for _kill in range(8):
        connections.close_all()
        child = os.fork()
        if child == 0:
            try:
                whole_way(killable)
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0.0, 0.25))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    for _round in range(3):
        go_on_later(killable)
    found = seen()
    assert found.disagreements == []
    assert {r.status for r in found.tax} <= {"answered", "no_record"} and len(found.tax) >= 2 * len(cases)
    assert {line.outcome for line in found.lines} <= {"answered", "no_record"}


def test_a_second_worker_leaves_a_register_alone_while_the_first_is_at_it(killable):
    a_case_asking_only("tax_records")

    def elsewhere():
        rounds.run(killable.channel)
        connections.close_all()

    with rounds.alone("tax_records") as is_alone:
        assert is_alone
        second = threading.Thread(target=elsewhere)
        second.start()
        second.join()
        assert seen().parcels == []
    killable.round()
    assert len(seen().parcels) == 1


def test_a_delivery_that_breaks_halfway_keeps_what_it_settled_and_is_put_aside(killable, monkeypatch):
    a_case_asking_only("tax_records")
    killable.round()
    (reference,) = killable.office.references()
    usual, calls = settling.follow, []

    def breaks(**kwargs):
        calls.append(1)
        if len(calls) == 2:
            raise BadDelivery("測試")
        return usual(**kwargs)

    monkeypatch.setattr(settling, "follow", breaks)
    killable.office.answer(reference)
    killable.round()
    (delivery,) = seen().deliveries
    assert (delivery.status, delivery.settled) == ("quarantined", 1)
    assert sorted(line.outcome == "waiting" for line in seen().lines) == [False, True]
    assert seen().disagreements == []
