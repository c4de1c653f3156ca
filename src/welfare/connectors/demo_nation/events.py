"""What happened to people, day by day: two years that the register already shows, and one that is to come."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from welfare.connectors.demo_nation.days import iso
from welfare.connectors.demo_nation.records import Record
from welfare.connectors.demo_nation.society.kin import NEVER, Person

PAST, COMING = 730, 365

Event = dict[str, Any]
Dated = Iterator[tuple[str | None, str, dict[str, Any]]]  # ISO day, kind, details


def events_of_record(record: Record, county: str, on: int) -> Iterator[Event]:
    """What the record itself tells of the last two years: a death; moves, absences, custody, conditions."""
    first, last = iso(on - PAST), iso(on)
    is_dead = "died_on" in record
    for fact, read in _OF_THE_DEAD if is_dead else _OF_THE_LIVING:
        if fact not in record:
            continue
        for day, kind, details in read(record):
            if day is not None and first < day <= last:
                number, household = record["id"], record["household"]
                yield _event(day, kind, number, household, county, in_register=True) | details


def events_of_family(person: Person, on: int) -> Iterator[Event]:
    """Births, marriages and divorces of both kinds, and everything that is still to come."""
    household = person.household
    if household is None or not person.is_alive(on):
        return
    first, last = on - PAST, min(on + COMING, person.dies)
    county, number = household.village.county_code, household.number
    if person.born > first:
        mother = {"other_id": person.mother.id} if person.mother is not None else {}
        yield _event(iso(person.born), "birth", person.id, number, county, in_register=True) | mother
    for day, kind, details in (*person.coming, *_of_unions(person)):
        if first < day < last:
            yield _event(iso(day), kind, person.id, number, county, in_register=day <= on) | details
    if person.dies <= on + COMING:
        yield _event(iso(person.dies), "death", person.id, number, county, in_register=False)
    for child in person.children if person.sex == "female" else ():
        if child.born > on:
            details = {"other_id": person.id, "note": child.name}
            yield _event(iso(child.born), "birth", child.id, number, county, in_register=False) | details


def in_order(paths: Iterable[Path]) -> Iterator[str]:
    """The lines of several files of events, each in the order of days, as one such stream."""
    with ExitStack() as stack:
        yield from heapq.merge(*(stack.enter_context(path.open(encoding="utf-8")) for path in paths))


def _of_unions(person: Person) -> Iterator[tuple[int, str, dict[str, Any]]]:
    for union in person.unions:
        details = {"other_id": union.other(person).id}
        yield union.wed, "marriage", details
        if union.parts < NEVER:
            yield union.parts, "divorce", details


def _death(record: Record) -> Dated:
    yield record["died_on"], "death", {}


def _moved_out(record: Record) -> Dated:
    yield record["moved_out_on"], "move", {"to_village": record["address"].get("village_code", "")}


def _moved_in(record: Record) -> Dated:
    if "moved_out_on" not in record:
        here = record["address"].get("village_code", "")
        yield record["moved_in_on"], "move", {"from_village": record.get("came_from", ""), "to_village": here}


def _absences(record: Record) -> Dated:
    for left, back in record["absences"]:
        yield left, "exit", {}
        yield back, "entry", {}


def _custody(record: Record) -> Dated:
    yield record["custody"]["since"], "imprisonment", {}
    yield record["custody"].get("until"), "release", {}


def _placement(record: Record) -> Dated:
    placement = record["placement"]
    yield placement["since"], "placement", {"note": placement["institution"]}
    yield placement.get("until"), "left_placement", {}


def _missing(record: Record) -> Dated:
    yield record["missing_since"], "missing", {}


def _guardianship(record: Record) -> Dated:
    yield record["guardianship"]["since"], "guardianship", {}


def _disability(record: Record) -> Dated:
    yield record["disability"]["issued_on"], "disability_issued", {"note": record["disability"]["degree"]}


_Readers = tuple[tuple[str, Callable[[Record], Dated]], ...]
_OF_THE_DEAD: _Readers = (("died_on", _death),)
_OF_THE_LIVING: _Readers = (
    ("moved_out_on", _moved_out),
    ("moved_in_on", _moved_in),
    ("absences", _absences),
    ("custody", _custody),
    ("placement", _placement),
    ("missing_since", _missing),
    ("guardianship", _guardianship),
    ("disability", _disability),
)


def _event(day: str, kind: str, number: str, household: str, county: str, *, in_register: bool) -> Event:
    return {
        "on": day,
        "kind": kind,
        "id": number,
        "household": household,
        "county": county,
        "in_register": in_register,
    }
