"""One register: an undisturbed load beside its floors, and one that is killed at random moments."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from welfare.project import places
from welfare.project.bench.ingest import database
from welfare.project.bench.ingest.database import Scratch
from welfare.project.bench.ingest.inputs import Input
from welfare.project.bench.ingest.loading import Job, load, load_killed
from welfare.project.bench.rules.rounds import say
from welfare.project.trouble import Trouble

KILLS, SEED = 8, 115


class LoadDiffers(Trouble):
    """What was loaded is not what lay there."""


@dataclass(frozen=True, slots=True)
class Register:
    """One register of the bench. `work` names what is done, for the report.

    `floors`: what must be done to the files whoever loads them, into a folder for whatever comes out; seconds
    by name, the first one named counts together with COPY. `killed`: how many parcels the killed load has.
    """

    source: str
    table: str
    label: str
    work: str
    floors: Callable[[Input, Path], dict[str, float]]
    killed: int


def measure(
    template: Scratch, register: Register, given: Input, count: int, what: str
) -> list[dict[str, Any]]:
    """Result rows of the contract; `count` of `what` (rows or results) lie in the input.

    Raises LoadDiffers when a row is lost or double, or the books do not balance.
    """
    home = places.data_dir() / "bench"  # on the disk where the input lies, so that links do
    with tempfile.TemporaryDirectory(prefix="ingest-", dir=home) as place:
        loaded = _loaded(template, register, given, Path(place)) | {"n": count, "counted": what}
        loaded["per_second"] = round(count / loaded["seconds"])
        return [loaded, _killed(template, register, given.part(register.killed), Path(place))]


def _loaded(template: Scratch, register: Register, given: Input, place: Path) -> dict[str, Any]:
    with database.scratch(template, "ingest") as one:
        database.ask(register.source, given)
        job = Job(one.name, register.source, given.laid_out(place / "home"))
        database.settle(one)
        say(f"{register.label}: loading …")
        done = load(job)
        found, books = database.contents(one, register.table), database.books()
        _demand_everybody(given, books)
        say(f"{register.label}: floors …")
        floors = _copy_floors(one, register.table, place / "rows.copy")
    floors |= register.floors(given, place / "opened")
    first = next(name for name in floors if not name.startswith("copy"))
    both = {f"copy and {first}": floors["copy"] + floors[first]}
    return {
        "case": f"{register.label}: {register.work}",
        "n": 0,
        "seconds": round(done["seconds"], 2),
        "peak_rss_mb": done["peak_rss_mb"],
        "ratio_to": {
            f"floor:{floor}": round(done["seconds"] / seconds, 2)
            for floor, seconds in (both | floors).items()
        },
        "floor_seconds": {floor: round(seconds, 2) for floor, seconds in floors.items()},
        "files": done["dealt"],
        "rows": found["rows"],
        "books": books,
    }


def _demand_everybody(given: Input, books: dict[str, int]) -> None:
    people = sum(asked.people for asked in given.asked)
    if books["waiting"] or books["failed"] or sum(books.values()) != people:
        raise LoadDiffers(f"{people} people were asked about, the books say {books}")


def _copy_floors(one: Scratch, table: str, text: Path) -> dict[str, float]:
    """PostgreSQL's COPY of what was loaded; once into bare columns, once with the primary key as ours."""
    database.copy_out(one, table, text)
    floors = {}
    for floor, with_key in (("copy", False), ("copy with primary key", True)):
        database.settle(one)
        floors[floor] = seconds_of(partial(database.copy_in, one, table, text, with_key=with_key))
    text.unlink()
    return floors


def seconds_of(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _killed(template: Scratch, register: Register, given: Input, place: Path) -> dict[str, Any]:
    """Some parcels in databases of their own: undisturbed, then killed; the contents must be the same."""
    say(f"{register.label}: killed and resumed …")
    contents, took, met = [], 2.0, 0
    for label, kills in (("undisturbed", 0), ("killed", KILLS)):
        with database.scratch(template, label) as one:
            database.ask(register.source, given)
            job = Job(one.name, register.source, given.laid_out(place / label))
            began = time.perf_counter()
            met, _ = load_killed(job, kills, took, SEED)
            took = time.perf_counter() - began
            contents.append(database.contents(one, register.table))
            books = database.books()
            _demand_everybody(given, books)
    if contents[0] != contents[1]:
        raise LoadDiffers(f"undisturbed and killed loads differ: {contents}")
    return {
        "case": f"{register.label}: killed at random moments and resumed",
        "n": contents[1]["rows"],
        "seconds": round(took, 2),
        "kills": met,
        "same_content_as_undisturbed": True,
        "books": books,
    }
