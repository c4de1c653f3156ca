"""The stream of what happened, as the monthly comparison will ask for it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pyarrow.parquet as pq
import pytest

from welfare.connectors.demo_nation.generate import generate
from welfare.connectors.demo_nation.places import AS_OF
from welfare.connectors.demo_nation.register import Record, Register

FIRST, LAST = AS_OF - timedelta(days=729), AS_OF + timedelta(days=365)


@pytest.fixture(scope="module")
def register(tmp_path_factory) -> Register:
    folder = tmp_path_factory.mktemp("events") / "register"
    generate(persons=6000, out=folder, tables=True)
    return Register.open(folder)


@pytest.fixture(scope="module")
def events(register: Register) -> list[Record]:
    return list(register.events(date(1900, 1, 1), date(2100, 1, 1)))


def test_two_years_behind_and_one_ahead_in_the_order_of_days(events) -> None:
    days = [event["on"] for event in events]
    assert days == sorted(days)
    assert FIRST.isoformat() <= days[0] and days[-1] <= LAST.isoformat()
    assert all(event["in_register"] == (event["on"] <= AS_OF.isoformat()) for event in events)
    kinds = Counter(event["kind"] for event in events)
    assert set(kinds) >= {
        "birth", "death", "marriage", "divorce", "move", "exit", "entry", "imprisonment", "placement",
        "disability_issued", "disability_expires",
    }  # fmt: skip


@pytest.mark.parametrize("month", [date(2024, 11, 1), date(2026, 10, 1), date(2027, 2, 1), date(2030, 1, 1)])
def test_one_month_is_found_without_reading_the_rest(register, events, month) -> None:
    until = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    wanted = [event for event in events if month.isoformat() <= event["on"] <= until.isoformat()]
    assert list(register.events(month, until)) == wanted


def test_what_the_register_shows_agrees_with_the_events_before_the_as_of_day(register, events) -> None:
    for event in events:
        record = register.record(event["id"])
        if event["kind"] == "death":
            assert record is not None
            assert record.get("died_on") == (event["on"] if event["in_register"] else None)
        if event["kind"] == "birth":
            assert (record is not None) == event["in_register"]


def test_nothing_happens_to_the_dead_and_both_spouses_are_told(register, events) -> None:
    deaths = {event["id"]: event["on"] for event in events if event["kind"] == "death"}
    assert all(event["on"] <= deaths.get(event["id"], "9") for event in events)
    weddings = {(e["on"], e["id"], e["other_id"]) for e in events if e["kind"] == "marriage"}
    alive = {record["id"] for record in register if record["residence"] != "dead"}
    assert all((day, other, one) in weddings for day, one, other in weddings if other in alive)


def test_a_move_says_from_where_or_to_where_and_counties_are_left(events) -> None:
    moves = [event for event in events if event["kind"] == "move"]
    assert all(event.get("from_village") or event.get("to_village") for event in moves)
    ahead = [event for event in moves if not event["in_register"]]
    assert any(event["to_village"][:5] != event["county"] for event in ahead)
    assert any(event["to_village"][:5] == event["county"] for event in ahead)


def test_the_table_of_events_is_the_same_stream(register, events) -> None:
    folder = register.folder / "tables" / "events"
    rows = [row for path in folder.rglob("*.parquet") for row in pq.ParquetFile(path).read().to_pylist()]
    assert len(rows) == len(events)
    here = pq.ParquetFile(folder / "county=10015" / "events.parquet").read()["on"].to_pylist()
    assert here == sorted(here)
    assert [day.isoformat() for day in here] == [
        event["on"] for event in events if event["county"] == "10015"
    ]
