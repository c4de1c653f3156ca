"""A real process that loads a caseload is killed at random moments; nothing is lost, nothing is double."""

import os
import random
import signal
import time

import pytest
from django.db import connection, connections

from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import receiving
from welfare.project.bench.ingest import database, inputs, making
from welfare.project.bench.ingest.folders import register
from welfare.project.places import data_dir

ROWS, PEOPLE_A_PARCEL, KILLS = 3_000, 250, 8


@pytest.fixture
def lying(own_database, tmp_path, monkeypatch):
    """Six parcels asked, their answers in a folder; `tmp_path` stands for the data folder."""
    monkeypatch.setenv("WELFARE_DATA_DIR", str(tmp_path))
    given = inputs.insurance(ROWS, PEOPLE_A_PARCEL)
    database.ask("labor_insurance", given)
    return given.laid_out(data_dir() / "home"), given


def content():
    with acting_as(Acting.system(making.COUNTY)), connection.cursor() as cursor:
        cursor.execute(
            "select count(*), sum(hashtextextended(t::text, 0)::numeric) from lookup_insurancerow t"
        )
        return cursor.fetchone()


def killed_after(seconds, act):
    """Whether `act`, in a process of its own, was still at it when it was killed."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_whenever_the_process_is_killed_the_next_one_loads_every_row_once(lying):
    home, given = lying
    chance = random.Random(7)
    met = [
        killed_after(chance.uniform(0.02, 0.5), lambda: receiving.collect(register("labor_insurance", home)))
        for _ in range(KILLS)
    ]
    assert any(met)
    receiving.collect(register("labor_insurance", home))
    people = sum(asked.people for asked in given.asked)
    assert content()[0] == ROWS
    books = database.books()
    assert (sum(books.values()), books["waiting"], books["failed"]) == (people, 0, 0)
    assert not list((home / "lying").iterdir())
    assert not list((home / "opened").iterdir())


def test_made_answers_have_exactly_the_rows_asked_for_in_parcels_of_their_size():
    made = list(making.parcels(1_234, 250))
    assert sum(each.rows for each in made) == 1_234
    assert [each.people for each in made[:-1]] == [250] * (len(made) - 1)
