"""Writes down what is told of one part: lines for agencies, rows for tables, counts for the report."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import IO, TYPE_CHECKING

from welfare.connectors.demo_nation.circle import Circle
from welfare.connectors.demo_nation.days import age
from welfare.connectors.demo_nation.events import Event, events_of_family, events_of_record
from welfare.connectors.demo_nation.faults import Faults
from welfare.connectors.demo_nation.parts import Part
from welfare.connectors.demo_nation.records import Record, person_record
from welfare.connectors.demo_nation.register import EVENTS, HOUSEHOLDS, PEOPLE
from welfare.connectors.demo_nation.stories import story_records
from welfare.connectors.demo_nation.tables.rows import add_household, add_person
from welfare.connectors.demo_nation.tally import Tally, year_before
from welfare.foundation.roc_calendar import read_roc

if TYPE_CHECKING:
    from welfare.connectors.demo_nation.tables.writer import TableWriter

TRUTH = "truth.jsonl"
TABLES = "tables"

_encode = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Order:
    """What to write: `register` lines for the demo agencies, `tables` for everybody else, or both."""

    seed: int
    as_of: date
    dirty: float
    register: bool
    tables: bool
    folder: Path

    def interim(self, part: Part) -> Path:
        return self.folder / "interim" / part.name


class Scribe:
    """Writes what the builder tells and counts it."""

    def __init__(self, part: Part, order: Order, interim: Path, stack: ExitStack) -> None:
        self._part, self._order, self._stack = part, order, stack
        self._on = order.as_of.toordinal()
        self._year = (year_before(order.as_of).isoformat(), order.as_of.isoformat())
        self._interim = interim
        self._tally, self._events = Tally(), list[str]()
        self._truth = self._open(TRUTH)
        self._people = self._open(PEOPLE) if order.register else None
        self._households = self._open(HOUSEHOLDS) if order.register else None
        self._tables = self._open_tables() if order.tables else None

    @property
    def persons(self) -> int:
        """Living people so far: of the county, or of the whole nation."""
        return self._tally.counts["persons"]

    def count(self, circle: Circle) -> int:
        """How many living people a circle would add."""
        return sum(
            self._is_ours(p.household.village.county_code) for p in circle.living(self._on) if p.household
        )

    def stories(self) -> None:
        """The hand-made households, who are in every register."""
        records = list(story_records())
        people = [record for record in records if "number" not in record]
        counties = {p["household"]: p["address"].get("county_code", self._part.county) for p in people}
        for household in (record for record in records if "number" in record):
            self._household(household, counties[household["number"]])
        for record in people:
            county = counties[record["household"]]
            for event in events_of_record(record, county, self._on):
                self._event(event)
            born = read_roc(record["birth"]).earliest
            self._count(record, county, age(born.toordinal(), self._on) if born else 0)
            self._record(record, county)

    def circle(self, rng: Random, circle: Circle, faults: Faults) -> None:
        for household in circle.households:
            self._household(household.record(), household.village.county_code)
            if self._is_ours(household.village.county_code):
                self._tally.villages.add(household.village.code)
        for person in circle.people:
            assert person.household is not None
            county = person.household.village.county_code
            record = person_record(rng, person, self._on)
            for event in (*events_of_record(record, county, self._on), *events_of_family(person, self._on)):
                self._event(event)
            self._count(record, county, age(person.born, self._on))
            faults.spoil(person, record)
            self._record(record, county)
        if self._tables:
            self._tables.spill()
        for fault in faults.truth:
            self._tally.counts[f"fault:{fault['fault']}"] += 1
            self._truth.write(_encode(fault) + "\n")

    def finish(self) -> Tally:
        """Write the events in the order of their days."""
        with self._open(EVENTS) as file:
            file.writelines(sorted(self._events))
        return self._tally

    def _is_ours(self, county: str) -> bool:
        return self._part.is_nation or county == self._part.county

    def _count(self, record: Record, county: str, years: int) -> None:
        if record["residence"] == "dead" or not self._is_ours(county):
            self._tally.counts["relatives"] += 1
        else:
            self._tally.person(record, years)

    def _household(self, record: Record, county: str) -> None:
        self._tally.counts["households"] += 1
        self._tally.counts["households_here"] += self._is_ours(county)
        if self._households:
            self._households.write(_encode(record) + "\n")
        if self._tables:
            add_household(self._tables.rows(county), record, county)

    def _record(self, record: Record, county: str) -> None:
        if self._people:
            self._people.write(_encode(record) + "\n")
        if self._tables:
            add_person(self._tables.rows(county), record, county)

    def _event(self, event: Event) -> None:
        self._events.append(_encode(event) + "\n")
        if self._is_ours(event["county"]):
            self._tally.event(event["on"], event["kind"], *self._year)

    def _open(self, name: str) -> IO[str]:
        return self._stack.enter_context((self._interim / name).open("w", encoding="utf-8", newline="\n"))

    def _open_tables(self) -> TableWriter:
        from welfare.connectors.demo_nation.tables.writer import TableWriter

        tables = TableWriter(self._order.folder / TABLES, self._interim, self._part.county, self._part.name)
        return self._stack.enter_context(tables)
