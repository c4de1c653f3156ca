"""What was decided is told: tried again, given up in the open, and its effect happens once."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage, Promise
from welfare.foundation.row_access import acting_as

SYSTEM = Acting.system("10015")
failures_left = 0


def note(acting, payload):
    """The handler: leaves a promise as its visible effect, then fails as often as told."""
    global failures_left
    now = clock.now()
    told = Promise(
        county=acting.county, kind="told", subject=f"{now:%H%M%S%f}", owner_role="system", due_at=now
    )
    Promise.objects.bulk_create([told])
    if failures_left:
        failures_left -= 1
        raise ValueError("王測勇 U290000016 is in this text")


def hopeless(acting, payload):
    raise outbox.Undeliverable("nobody of that name")


@pytest.fixture(autouse=True)
def listening(monkeypatch):
    global failures_left
    failures_left = 0
    monkeypatch.setitem(outbox._handlers, "test.note", f"{__name__}.note")
    monkeypatch.setitem(outbox._handlers, "test.hopeless", f"{__name__}.hopeless")


def put(topic="test.note"):
    with acting_as(SYSTEM):
        outbox.put(county="10015", topic=topic, payload={})


def message():
    with acting_as(SYSTEM):
        return OutboxMessage.objects.get()


def effects():
    with acting_as(SYSTEM):
        return Promise.objects.filter(kind="told").count()


def test_a_failing_handler_is_tried_again_and_its_half_work_is_undone(db):
    global failures_left
    failures_left = 2
    with time_machine.travel("2026-11-20 01:00:00+00:00", tick=False) as now:
        put()
        for wait in (0, 2, 10):
            now.shift(wait)
            outbox.deliver_all()
        found = message()
    assert found.delivered_at and found.tries == 3 and not found.given_up_at
    assert effects() == 1


def test_before_its_time_a_failed_message_rests(db):
    global failures_left
    failures_left = 1
    with time_machine.travel("2026-11-20 01:00:00+00:00", tick=False) as now:
        put()
        outbox.deliver_all()
        now.shift(1)
        assert outbox.deliver_all() == 0
        now.shift(1)
        assert outbox.deliver_all() == 1


def test_after_the_last_try_a_message_is_given_up_where_people_see_it(db):
    global failures_left
    failures_left = 100
    with time_machine.travel("2026-11-20 01:00:00+00:00", tick=False) as now:
        put()
        for _ in range(len(outbox.BACK_OFF) + 3):
            outbox.deliver_all()
            now.shift(3601)
    found = message()
    assert found.given_up_at and not found.delivered_at and found.tries == len(outbox.BACK_OFF) + 1
    assert effects() == 0


def test_what_cannot_be_delivered_is_given_up_at_once(db):
    put("test.hopeless")
    outbox.deliver_all()
    assert message().given_up_at and message().tries == 1


@pytest.mark.proves("P10-19")
def test_the_reason_of_a_failure_names_its_kind_and_never_its_text(db, caplog):
    global failures_left
    failures_left = 1
    put()
    outbox.deliver_all()
    assert message().last_error == "ValueError"
    assert "ValueError" in caplog.text and "U290000016" not in caplog.text and "王測勇" not in caplog.text


@pytest.mark.proves("R18")
def test_eight_workers_with_the_same_message_have_one_effect(own_database):
    put()
    found = message()

    def work(_number):
        try:
            outbox.deliver(found.id, "10015")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert effects() == 1 and message().tries == 1


def test_a_message_and_its_job_leave_only_with_the_act_that_sent_them(db):
    with pytest.raises(RuntimeError), transaction.atomic():
        put()
        raise RuntimeError("the act failed")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs")
        assert cursor.fetchone() == (0,)
        assert not OutboxMessage.objects.exists()


def test_a_topic_nobody_listens_to_is_refused_when_sent(db):
    with pytest.raises(LookupError, match=r"test\.silence"):
        put("test.silence")


@pytest.mark.proves("P10-9")
def test_the_queue_carries_ids_only(db):
    put()
    with connection.cursor() as cursor:
        cursor.execute("select args from procrastinate_jobs")
        ((arguments,),) = cursor.fetchall()
    arguments = json.loads(arguments) if isinstance(arguments, str) else arguments
    assert set(arguments) == {"message_id", "county"}


def test_inside_the_worker_a_message_and_its_job_still_commit_together(own_database):
    elsewhere = InMemoryConnector()  # as in the worker: another connection than the transaction's
    with app.replace_connector(elsewhere), acting_as(SYSTEM):
        outbox.put(county="10015", topic="test.note", payload={})
        assert jobs() == 1
        transaction.set_rollback(True)
    assert jobs() == 0


def test_a_message_whose_job_was_lost_is_delivered_after_all(db):
    put()
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    assert outbox.remember_forgotten() == 0
    with clock.at(clock.now() + outbox.FORGOTTEN_AFTER * 2):
        assert outbox.remember_forgotten() == 1
        assert jobs() == 1
        assert outbox.remember_forgotten() == 0
        assert outbox.deliver_all() == 1
        assert outbox.remember_forgotten() == 0
    assert effects() == 1


def jobs():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where status = 'todo'")
        return cursor.fetchone()[0]
