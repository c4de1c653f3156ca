"""The system draws a month's sheets: totals, digest, and a sample anybody can draw again from the seed."""

import hashlib
from collections import defaultdict
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.foundation.roles import Role
from welfare.lookup.looks import parameters
from welfare.lookup.looks.alarms.raising import raise_one
from welfare.lookup.looks.models import Look, LookSample, LookSheet
from welfare.lookup.looks.sheets.agreement import Agreement, agreement
from welfare.lookup.looks.sheets.units import Unit, bounds, looks_of, units

PROMISE = "look_sheet"


@through_the_door("looks.draw_sheets")
def draw(act: Act, *, by: Acting, month: date) -> list[LookSheet]:
    """Make the sheets of a month that do not exist yet; by: the system of the county.

    `month`: any day of it. Raises ValueError for a month that is not over.
    """
    first = month.replace(day=1)
    if bounds(first)[1] > clock.now():
        raise ValueError("a month is drawn when it is over")
    books = agreement(by.county, first)
    if not books.holds:
        raise_one(act, by=by, rule="chain", day=first, about=f"{first:%Y%m}", params=books.stored())
    known = set(LookSheet.objects.filter(month=first).values_list("town", "is_heads"))
    missing = [unit for unit in units(by.county, first) if (unit.town, unit.is_heads) not in known]
    made = [_draw_one(act, by, unit, first, books) for unit in missing]
    act.audit(Event.LOOKS_SHEET_DRAWN, month=first.isoformat(), sheets=len(made), holds=books.holds)
    return made


def _draw_one(act: Act, by: Acting, unit: Unit, month: date, books: Agreement) -> LookSheet:
    rows = list(looks_of(by.county, unit, month))
    digest = digest_of(rows)
    due = OfficeCalendar(by.county).add_office_days(clock.today(), parameters.figure("sheet", "due"))
    sheet = LookSheet(
        county=by.county,
        town=unit.town,
        is_heads=unit.is_heads,
        month=month,
        rows=len(rows),
        totals=totals(rows),
        officers=sorted({str(p) for row in rows for p in (row.officer_id, row.on_behalf_of) if p}),
        digest=digest,
        seed=seed_of(by.county, unit, month, digest),
        agreement=books.stored(),
        due_at=clock.noon_of(due),
    )
    LookSheet.objects.bulk_create([sheet])
    LookSample.objects.bulk_create(
        LookSample(county=by.county, sheet=sheet, look_id=look, place=place)
        for place, look in enumerate(sample(rows, sheet.seed), 1)
    )
    act.promise(PROMISE, str(sheet.id), due_at=sheet.due_at, owner_role=unit.owner)
    act.audit(Event.LOOKS_SHEET_DRAWN, sheet=str(sheet.id), rows=sheet.rows, digest=digest, seed=sheet.seed)
    return sheet


def digest_of(rows: list[Look]) -> str:
    """SHA-256 over what the rows say, in their order."""
    said = hashlib.sha256()
    for row in rows:
        words = (row.id, row.at.isoformat(), row.officer_id, row.case_id, row.person_key, row.kind)
        said.update("|".join(map(str, words)).encode() + b"\n")
    return said.hexdigest()


def seed_of(county: str, unit: Unit, month: date, digest: str) -> str:
    """Nobody chooses it, and nobody knows it before the month is over."""
    return hashlib.sha256(f"{county}|{unit.town}|{unit.is_heads}|{month}|{digest}".encode()).hexdigest()


def sample(rows: list[Look], seed: str) -> list[UUID]:
    """A few officers drawn, then a few of their looks; the same rows and seed give the same sample."""
    random = Random(seed)  # noqa: S311 - to be drawn again, not to be secret
    people = sorted({row.officer_id for row in rows if row.role != Role.SYSTEM})
    most = min(parameters.figure("sheet", "sampled_officers"), len(people))
    drawn = set(random.sample(people, most))
    pages: dict[tuple[Any, ...], Look] = {}
    for row in rows:
        if row.officer_id in drawn:
            pages.setdefault((row.officer_id, row.case_id, row.at), row)
    found = list(pages.values())
    chosen = random.sample(range(len(found)), min(parameters.figure("sheet", "sample"), len(found)))
    return [found[place].id for place in sorted(chosen)]


def totals(rows: list[Look]) -> list[dict[str, Any]]:
    """Per officer and role: rows by kind and by register, and on how many days."""
    found: dict[tuple[UUID, str], dict[str, Any]] = {}
    days: dict[tuple[UUID, str], set[date]] = defaultdict(set)
    for row in rows:
        key = (row.officer_id, row.role)
        one = found.setdefault(
            key,
            {"id": str(row.officer_id), "name": row.officer_name, "role": row.role, "rows": 0,
             "kinds": {}, "sources": {}},
        )  # fmt: skip
        one["rows"] += 1
        one["kinds"][row.kind] = one["kinds"].get(row.kind, 0) + 1
        for source in row.sources:
            one["sources"][source] = one["sources"].get(source, 0) + 1
        days[key].add(clock.day_in_taiwan(row.at))
    for key, one in found.items():
        one["days"] = len(days[key])
    return sorted(found.values(), key=lambda one: (-one["rows"], one["name"]))
