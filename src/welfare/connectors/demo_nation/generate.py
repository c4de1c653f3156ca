"""Writes the synthetic register: families one after another, each forgotten once it is on disk."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import IO, Any

from welfare.connectors.demo_nation.conditions import afflict, list_household
from welfare.connectors.demo_nation.economy import endow, tables
from welfare.connectors.demo_nation.family import FamilyBuilder
from welfare.connectors.demo_nation.numbers import Serials
from welfare.connectors.demo_nation.people import Person
from welfare.connectors.demo_nation.places import AS_OF, Places, Village
from welfare.connectors.demo_nation.register import HOUSEHOLDS, MANIFEST, PEOPLE
from welfare.connectors.demo_nation.stories import story_records
from welfare.foundation.roc_calendar import is_before_roc, to_compact, to_roc

SMALLEST = 1_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written.

    `persons`: living people registered in the county; `relatives`: the dead, and kin registered elsewhere.
    """

    synthetic: bool
    county: str
    seed: int
    as_of: str
    persons: int
    relatives: int
    households: int
    villages: int
    digest: str


def generate(
    county: str = "10015",
    persons: int = 3300,
    seed: int = 115,
    *,
    out: Path,
    as_of: date = AS_OF,
) -> Manifest:
    """Write the register of `county` with at least `persons` living people into `out`, replacing the old one.

    The same arguments give the same bytes. Raises ValueError for an unknown county or under 1,000 people.
    """
    if persons < SMALLEST:
        raise ValueError(f"至少要 {SMALLEST:,} 人，才有完整的戶籍與親屬關係。")
    places = Places.load(county, tables()["town_weights"])
    part = out.with_name(f"{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    with (
        (part / PEOPLE).open("w", encoding="utf-8", newline="\n") as people,
        (part / HOUSEHOLDS).open("w", encoding="utf-8", newline="\n") as households,
    ):
        writer = _Writer(people, households, county)
        for record in story_records():
            writer.story(record)
        _write_families(writer, places, persons, seed, as_of)
    manifest = writer.manifest(seed, as_of)
    (part / MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), "utf-8")
    shutil.rmtree(out, ignore_errors=True)
    os.replace(part, out)
    return manifest


def _write_families(writer: _Writer, places: Places, persons: int, seed: int, as_of: date) -> None:
    serials = Serials(places.letter, seed, persons * 2)
    numbers = _household_numbers(places.letter)
    unit = 0
    while writer.persons < persons:
        rng = Random(f"{seed}/{places.county}/{unit}")  # noqa: S311 - synthetic people, no secret
        builder = FamilyBuilder(rng, places, serials, numbers, as_of)
        builder.build(_homes(rng, places, writer.villages))
        for person in builder.people:
            if person.is_alive():
                endow(rng, person, as_of)
                afflict(rng, person, as_of)
        for household in builder.households:
            list_household(household, as_of)
            writer.household(household.record(), household.village.code)
        for person in builder.people:
            writer.person(person_record(rng, person))
        unit += 1


def _homes(rng: Random, places: Places, inhabited: set[str]) -> tuple[Village, Village]:
    """Where the next two clans live: villages still empty come first, so that every one has life."""
    empty: list[Village] = []
    if len(inhabited) < len(places.villages):
        empty = [village for village in places.villages if village.code not in inhabited][:2]
    first, second = (*empty, places.anywhere(rng), places.anywhere(rng))[:2]
    return first, second


def person_record(rng: Random, person: Person) -> dict[str, Any]:
    """One line of the register; the national ID comes first, the index relies on it."""
    household = person.household
    assert household is not None
    facts = dict(person.facts)
    kin = person.kin() + [["former_spouse", other] for other in facts.pop("former_spouses", ())]
    record = {
        "id": person.id,
        "name": person.name,
        "sex": person.sex,
        "birth": _birth(rng, person.born_on),
        "marital_status": person.marital_status,
        "household": household.number,
        "relation": person.relation,
        "residence": "current" if person.is_alive() else "dead",
        "address": household.address(),
        "kin": kin,
    }
    if person.died_on is not None:
        record["died_on"] = person.died_on.isoformat()
    return record | facts


def _birth(rng: Random, born_on: date) -> str:
    if is_before_roc(born_on):
        return to_roc(born_on)
    compact = to_compact(born_on)
    if born_on.year < 1947 and rng.random() < tables()["shares"]["incomplete_birth"]:
        return f"{compact[:3]}0000" if rng.random() < 0.6 else f"{compact[:5]}00"
    return compact


def _household_numbers(letter: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{letter}{number:07d}"


class _Writer:
    """Counts and digests what goes to disk."""

    def __init__(self, people: IO[str], households: IO[str], county: str) -> None:
        self._people, self._households, self._county = people, households, county
        self._digest = sha256()
        self.villages: set[str] = set()
        self.persons = self._relatives = self._count = 0

    def story(self, record: dict[str, Any]) -> None:
        if "number" in record:
            self.household(record, "")
        else:
            self.person(record)

    def household(self, record: dict[str, Any], village: str) -> None:
        self._count += 1
        if village.startswith(self._county):
            self.villages.add(village)
        self._line(self._households, record)

    def person(self, record: dict[str, Any]) -> None:
        village = record["address"].get("county_code", self._county)
        if record["residence"] != "dead" and village == self._county:
            self.persons += 1
        else:
            self._relatives += 1
        self._line(self._people, record)

    def manifest(self, seed: int, as_of: date) -> Manifest:
        return Manifest(
            synthetic=True,
            county=self._county,
            seed=seed,
            as_of=as_of.isoformat(),
            persons=self.persons,
            relatives=self._relatives,
            households=self._count,
            villages=len(self.villages),
            digest=self._digest.hexdigest(),
        )

    def _line(self, to: IO[str], record: dict[str, Any]) -> None:
        line = json.dumps(record, ensure_ascii=False) + "\n"
        self._digest.update(line.encode())
        to.write(line)
