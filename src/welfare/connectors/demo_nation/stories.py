"""The hand-made households: one for each interesting rule, turned into records of the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from welfare.connectors.demo_nation.economy import tables
from welfare.connectors.demo_nation.numbers import post_office_account, telephone
from welfare.connectors.demo_nation.places import address, village
from welfare.connectors.demo_nation.register import Record

_RECORDED_ON = "2025-06-02"
_LOCATIONS = {"investment": "測試電子股份有限公司", "land": "測試段", "house": "測試路1號"}


@dataclass(frozen=True, slots=True)
class Story:
    """One demo household: what it shows (in Chinese), what ought to come out, and its members by role.

    listed: roles of who asks for aid; answers: what the application says, lists of roles for questions about
    people.
    """

    code: str
    story: str
    expected: dict[str, Any]
    village: str
    members: dict[str, dict[str, Any]]
    program: str = "senior_living_allowance"
    listed: tuple[str, ...] = ("applicant",)
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def applicant_id(self) -> str:
        return str(self.members["applicant"]["id"])

    def id_of(self, role: str) -> str:
        """National ID of a member. Raises KeyError."""
        return str(self.members[role]["id"])


@cache
def stories() -> tuple[Story, ...]:
    """Every story, in the order of the files."""
    found = []
    for path in sorted((Path(__file__).parent / "households").glob("*.yaml")):
        for row in yaml.safe_load(path.read_text("utf-8")):
            found.append(
                Story(code=row.pop("id"), **row | {"listed": tuple(row.get("listed", ["applicant"]))})
            )
    return tuple(found)


def story_records() -> Iterator[Record]:
    """Household and person records of every story."""
    for number, story in enumerate(stories(), start=1):
        yield from _records(story, number)


def _records(story: Story, number: int) -> Iterator[Record]:
    homes = _homes(story, number)
    for household_number, keys in homes.items():
        living = [key for key in keys if story.members[key].get("residence") != "dead"]
        if living:
            head = next((key for key in living if story.members[key].get("head")), living[0])
            ordered = [head, *(key for key in living if key != head)]
            yield {
                "number": household_number,
                "kind": "single" if len(ordered) == 1 else "family",
                "head": story.members[head]["id"],
                "members": [story.members[key]["id"] for key in ordered],
            }
    for key, member in story.members.items():
        household_number = next(home for home, keys in homes.items() if key in keys)
        yield _person(story, key, member, household_number)


def _homes(story: Story, number: int) -> dict[str, list[str]]:
    """Household numbers and who is registered there: the applicant's home, one for each who is away."""
    homes: dict[str, list[str]] = {f"UD{number:03d}000": []}
    for position, (key, member) in enumerate(story.members.items()):
        home = f"UD{number:03d}{position:03d}" if "lives" in member else f"UD{number:03d}000"
        homes.setdefault(home, []).append(key)
    return homes


def _person(story: Story, key: str, member: dict[str, Any], household: str) -> Record:
    rng = Random(member["id"])  # noqa: S311 - synthetic people, no secret
    years = [str(year) for year in tables()["data_years"]]
    record: Record = {
        "id": member["id"],
        "name": member["name"],
        "sex": member["sex"],
        "birth": member["birth"],
        "marital_status": member.get("marital_status", "unmarried"),
        "household": household,
        "relation": member.get("relation", "戶長"),
        "residence": member.get("residence", "current"),
        "address": address(village(member.get("lives", story.village)), 3, "測試路", 1 + rng.randrange(200)),
        "kin": _kin(story, key),
        "contact": {
            "telephone": telephone(rng),
            "mobile": {"absent": "unknown"},
            "account": post_office_account(rng, member["name"]),
            "recorded_on": _RECORDED_ON,
        },
    }
    if income := _income(member):
        record["income"] = dict.fromkeys(years, income)
    if holdings := _holdings(member):
        record["property"] = dict.fromkeys(years, holdings)
    if "wage" in member:
        record["insured"] = [_insured(rng, member)]
    record |= {"claimed_by": _claims(story, key, years), "claims": _claimed(story, key, years)}
    facts: Record = member.get("facts", {})
    return record | facts


def _kin(story: Story, key: str) -> list[list[str]]:
    member, links = story.members[key], []
    for other, spec in story.members.items():
        if member.get("spouse") == other or spec.get("spouse") == key:
            links.append(["spouse", spec["id"]])
        elif _is_parent(story, other, key):
            links.append(["father" if spec["sex"] == "male" else "mother", spec["id"]])
        elif _is_parent(story, key, other):
            links.append(["child", spec["id"]])
    return links


def _is_parent(story: Story, parent: str, child: str) -> bool:
    return parent in story.members[child].get("parents", ()) or child in story.members[parent].get(
        "children", ()
    )


def _income(member: dict[str, Any]) -> list[dict[str, Any]]:
    employer, bank = tables()["employers"][0], tables()["bank"]
    rows = []
    if "wage" in member:
        row = {"code": "50", "payer": employer["number"], "payer_name": employer["name"]}
        rows.append(row | {"gross": member["wage"] * 12})
    if "interest" in member:
        row = {"code": "5A", "payer": bank["number"], "payer_name": bank["name"]}
        rows.append(row | {"gross": member["interest"]})
    return rows


def _holdings(member: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind,
            "location": location,
            "reference": f"TEST{member['id'][-8:]}",
            "share": member.get(f"{kind}_share", "1"),
            "value": member[kind],
        }
        for kind, location in _LOCATIONS.items()
        if kind in member
    ]


def _insured(rng: Random, member: dict[str, Any]) -> dict[str, Any]:
    grades: list[int] = tables()["insured_salaries"]
    salary = next((grade for grade in grades if grade >= member["wage"]), grades[-1])
    return {
        "number": f"{rng.randrange(100_000_000):08d}T",
        "unit": tables()["employers"][0]["name"],
        "unit_kind": "company",
        "salary": member.get("salary", salary),
        "joined_on": "2026-03-02" if "salary" in member else "2020-07-01",
    }


def _claims(story: Story, key: str, years: list[str]) -> dict[str, list[dict[str, str]]]:
    rows = [
        {"taxpayer": story.members[taxpayer]["id"], "relation": relation}
        for taxpayer, relation in story.members[key].get("claimed_by", {}).items()
    ]
    return dict.fromkeys(years, rows) if rows else {}


def _claimed(story: Story, key: str, years: list[str]) -> dict[str, list[dict[str, str]]]:
    rows = [
        {"dependant": member["id"], "relation": member["claimed_by"][key]}
        for member in story.members.values()
        if key in member.get("claimed_by", {})
    ]
    return dict.fromkeys(years, rows) if rows else {}
