"""A person as one line of the register; the national ID comes first, the index relies on it."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from welfare.connectors.demo_nation.days import iso
from welfare.connectors.demo_nation.economy import tables
from welfare.connectors.demo_nation.society.kin import Person, Union
from welfare.foundation.roc_calendar import to_roc

Record = dict[str, Any]

_YEARS_BEFORE_ROC = 1911
_FIRST_ROC_DAY = date(1912, 1, 1).toordinal()
_WELL_KEPT_FROM = date(1947, 1, 1).toordinal()
_INCOMPLETE = "incomplete_birth"


def person_record(rng: Random, person: Person, on: int) -> Record:
    """Raises AssertionError for a person nobody settled."""
    household = person.household
    assert household is not None
    is_dead = person.dies <= on
    residence = "dead" if is_dead else household.residence()
    record = {
        "id": person.id,
        "name": person.name,
        "sex": person.sex,
        "birth": _birth(rng, person.born),
        "birth_order": person.birth_order,
        "marital_status": _marital_status(person, on),
        "household": household.number,
        "relation": person.relation,
        "residence": residence,
        "address": household.address(),
        "kin": _kin(person, on),
    }
    if person.comes_from_outside:
        record["unrecorded_kin"] = [["father", "unknown"], ["mother", "unknown"]]
    elif person.mother is not None and person.father is None:
        record["unrecorded_kin"] = [["father", "unknown"]]
    if is_dead:
        record["died_on"] = iso(person.dies)
    return record | person.facts


def _birth(rng: Random, born: int) -> str:
    day = date.fromordinal(born)
    if born < _FIRST_ROC_DAY:
        return to_roc(day)
    year = f"{day.year - _YEARS_BEFORE_ROC:03d}"
    if born < _WELL_KEPT_FROM and rng.random() < tables()["shares"][_INCOMPLETE]:
        return f"{year}0000" if rng.random() < 0.6 else f"{year}{day.month:02d}00"
    return f"{year}{day.month:02d}{day.day:02d}"


def _marital_status(person: Person, on: int) -> str:
    told = [union for union in person.unions if union.wed <= on]
    if not told:
        return "unmarried"
    if told[-1].parts <= on:
        return "divorced"
    other = told[-1].other(person)
    return "widowed" if other.dies <= min(on, person.dies) else "married"


def _kin(person: Person, on: int) -> list[list[str]]:
    """Links to whom the register knows; those who died before it began have no number and no link."""
    links = [
        [_tie(union, on), union.other(person).id]
        for union in person.unions
        if union.wed <= on and union.other(person).id
    ]
    for relation, parent in (("father", person.father), ("mother", person.mother)):
        if parent is not None and parent.id:
            links.append([relation, parent.id])
    return links + [["child", child.id] for child in person.children if child.id and child.born <= on]


def _tie(union: Union, on: int) -> str:
    """Told alike from both ends: spouses, unless they parted or one of them wed again."""
    is_last = all(
        not any(union.wed < other.wed <= on for other in person.unions)
        for person in (union.husband, union.wife)
    )
    return "spouse" if union.parts > on and is_last else "former_spouse"
