"""The one door: nothing without audit, nothing twice, nothing half."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections

from welfare.foundation import audit, clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.appointments import acting_for
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, NoAudit, through_the_door
from welfare.foundation.models import AuditEvent, IdempotencyKey, Officer, OutboxMessage, Promise
from welfare.foundation.row_access import acting_as

SYSTEM = Acting.system("10015")


@through_the_door("test.promise_something")
def promise_something(act: Act, *, by: Acting, audited: bool = True, fail: bool = False) -> str:
    subject = str(uuid4())
    act.promise("test", subject, due_at=clock.now() + timedelta(days=1), owner_role="section_chief")
    act.tell("test.nothing", subject=subject)
    if audited:
        act.audit(Event.CASE_READ)
    if fail:
        raise LookupError("after everything was written")
    return subject


def does_nothing(acting, payload):
    pass


@pytest.fixture(autouse=True)
def topic(monkeypatch):
    monkeypatch.setitem(outbox._handlers, "test.nothing", f"{__name__}.does_nothing")


def left_behind():
    with acting_as(SYSTEM):
        return (
            Promise.objects.filter(kind="test").count(),
            OutboxMessage.objects.filter(topic="test.nothing").count(),
            AuditEvent.objects.filter(event="case.read").count(),
        )


@pytest.mark.proves("P10-21")
def test_a_verb_that_writes_no_audit_row_changes_nothing(db, as_):
    with as_("clerk") as by, pytest.raises(NoAudit):
        promise_something(by=by, key="k", audited=False)
    assert left_behind() == (0, 0, 0)


@pytest.mark.proves("P10-21")
def test_when_the_audit_row_cannot_be_written_the_act_does_not_happen(db, as_, monkeypatch):
    def unwritable(**_words):
        raise DatabaseError("read-only")

    monkeypatch.setattr(audit, "append", unwritable)
    with as_("clerk") as by, pytest.raises(DatabaseError):
        promise_something(by=by, key="k")
    assert left_behind() == (0, 0, 0)


@pytest.mark.proves("ASVS-2.3.3")
def test_a_verb_that_fails_at_its_end_leaves_nothing_and_may_be_tried_again_with_the_same_key(db, as_):
    with as_("clerk") as by:
        with pytest.raises(LookupError):
            promise_something(by=by, key="k", fail=True)
        promise_something(by=by, key="k")
    assert left_behind() == (1, 1, 1)


@pytest.mark.proves("R18")
def test_twenty_threads_with_one_key_have_one_effect_and_one_answer(own_database):
    barrier = Barrier(20)

    def send(_number):
        try:
            by = acting_for(Officer.objects.get(username="clerk"))
            barrier.wait()
            with acting_as(by):
                return promise_something(by=by, key="double-click")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        answers = set(pool.map(send, range(20)))
    assert len(answers) == 1
    assert left_behind() == (1, 1, 1)


def test_the_same_key_of_another_officer_or_another_verb_is_another_act(db, as_):
    with as_("clerk") as by:
        promise_something(by=by, key="k")
    with as_("caseworker") as by:
        promise_something(by=by, key="k")
    assert left_behind()[0] == 2


@pytest.mark.proves("P10-9")
def test_the_keys_of_a_colleague_cannot_be_read(db, as_):
    with as_("clerk") as by:
        promise_something(by=by, key="k")
    with as_("caseworker"):
        assert not IdempotencyKey.objects.exists()


def test_a_promise_is_made_once_and_kept_once(db, as_):
    @through_the_door("test.promise")
    def make(act: Act, *, by: Acting) -> None:
        act.promise("letter", "case-1", due_at=clock.now(), owner_role="section_chief")
        act.audit(Event.CASE_READ)

    @through_the_door("test.keep")
    def keep(act: Act, *, by: Acting) -> None:
        act.keep("letter", "case-1")
        act.audit(Event.CASE_READ)

    with as_("caseworker") as by:
        make(by=by)
        make(by=by)
        promise = Promise.objects.get(kind="letter")
        assert promise.kept_at is None and promise.owner_role == "section_chief"
        keep(by=by)
        first = Promise.objects.get(kind="letter").kept_at
        keep(by=by)
        assert first is not None and Promise.objects.get(kind="letter").kept_at == first


def test_only_an_acting_person_enters(db):
    with pytest.raises(TypeError):
        promise_something(by="clerk")
