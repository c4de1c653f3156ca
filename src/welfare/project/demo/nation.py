"""The synthetic nation behind the demo agencies: Hualien at 1/100, a corner of Taichung, a published case."""

import json
import os
import shutil
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from welfare.connectors.demo_nation.generate import generate
from welfare.connectors.demo_nation.places import address, village
from welfare.connectors.demo_nation.register import HOUSEHOLDS, MANIFEST, PEOPLE, Register
from welfare.connectors.demo_nation.stories import Story, stories
from welfare.foundation.regions import villages_of
from welfare.project.demo.staff import HUALIEN, TAICHUNG, YULI

Record = dict[str, Any]
Records = dict[str, Record]

PERSONS, TAICHUNG_PERSONS = 3300, 1000
CENTRAL_DISTRICT = "66000010"
#: published decisions of other counties, told again in a village of ours so that somebody may open them here
RETOLD = {"o12-real-estate-over": f"{YULI}006"}

_SETTLERS = 8
#: ROC years of birth that make somebody old enough for years to come
_OLD_ENOUGH, _COMPACT = "0490000", 7
_INTEREST, _WAGE = "5A", "50"


def found(folder: Path, *, persons: int = PERSONS) -> Register:
    """Write the register into `folder` once, and open it. Interrupted halfway it is written anew."""
    if not (folder / MANIFEST).exists():
        part, beside = folder.with_name(f"{folder.name}.here"), folder.with_name(f"{folder.name}.there")
        generate(HUALIEN, persons, out=part)
        generate(TAICHUNG, TAICHUNG_PERSONS, out=beside)
        people = _read(beside / PEOPLE) | _read(part / PEOPLE)
        _retell(people)
        _settle(people)
        _settle_questions(people)
        _write(part / PEOPLE, people)
        _write(part / HOUSEHOLDS, _read(beside / HOUSEHOLDS) | _read(part / HOUSEHOLDS))
        shutil.rmtree(beside)
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(part, folder)
    return Register.open(folder)


def story(code: str) -> Story:
    """A hand-made household by its code. Raises LookupError."""
    for told in stories():
        if told.code == code:
            return told
    raise LookupError(code)


def elders(register: Register, town: str) -> list[str]:
    """National IDs of the generated old people of a town, small families first."""
    people = {record["id"]: record for record in register}
    here = [record for record in _old_people(iter(people.values())) if _lives_in(record, town)]
    return [record["id"] for record in sorted(here, key=lambda record: len(_family(people, record)))]


def _read(path: Path) -> Records:
    records = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return {next(iter(record.values())): record for record in records}


def _write(path: Path, records: Records) -> None:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records.values())
    path.write_text("".join(lines), "utf-8", newline="\n")


def _retell(people: Records) -> None:
    for code, to in RETOLD.items():
        for spec in story(code).members.values():
            if "lives" not in spec:
                people[spec["id"]]["address"] = address(village(to), 3, "測試路", 12)


def _settle(people: Records) -> None:
    """Some old people of Taichung, with their households, live in the one district that has demo officers."""
    places = cycle(villages_of(CENTRAL_DISTRICT))
    for record in list(islice(_old_people(iter(people.values()), TAICHUNG), _SETTLERS)):
        home = address(village(next(places).code), 5, "測試街", 20)
        for other in people.values():
            if other["household"] == record["household"]:
                other["address"] = home


def _settle_questions(people: Records) -> None:
    """Where cases are told, families of old people raise no question that registers leave to a person.

    No interest (the deposit behind it needs a rate nobody announced), no work without a wage in the tax data,
    no union job, nobody at school, no disability whose effect on work somebody must judge.
    """
    for record in list(_old_people(iter(people.values()))):
        if _lives_in(record, YULI) or _lives_in(record, CENTRAL_DISTRICT):
            for relative in _family(people, record):
                _settle_person(relative)


def _settle_person(person: Record) -> None:
    for question in ("enrolled_at", "disability"):
        person.pop(question, None)
    years = person.get("income", {})
    for year, rows in years.items():
        years[year] = [row for row in rows if row["code"] != _INTEREST]
    if any(not any(row["code"] == _WAGE for row in rows) for rows in years.values()) or not years:
        person.pop("insured", None)
    for job in person.get("insured", ()):
        job["unit_kind"] = "company"


def _family(people: Records, record: Record) -> list[Record]:
    """Two steps of kinship around a person."""
    reached = {record["id"]}
    for _step in range(2):
        reached |= {kin for known in reached if known in people for _, kin in people[known].get("kin", ())}
    return [people[known] for known in reached if known in people]


def _old_people(records: Iterator[Record], county: str = "") -> Iterator[Record]:
    made_by_hand = {spec["id"] for told in stories() for spec in told.members.values()}
    for record in records:
        birth = record["birth"]
        is_old = len(birth) == _COMPACT and birth < _OLD_ENOUGH and not birth.endswith("00")
        is_here = record["address"].get("county_code", "").startswith(county)
        if is_old and is_here and record["residence"] == "current" and record["id"] not in made_by_hand:
            yield record


def _lives_in(record: Record, town: str) -> bool:
    return bool(record["address"].get("town_code") == town)
