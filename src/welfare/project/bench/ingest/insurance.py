"""Labour insurance: one undisturbed load beside its floors, and one that is killed at random moments."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from welfare.project import cluster, places
from welfare.project.bench.ingest import database, inputs, sealing
from welfare.project.bench.ingest.inputs import Input
from welfare.project.bench.ingest.loading import Job, load, load_killed
from welfare.project.bench.rules.rounds import say

SOURCE, TABLE = "labor_insurance", "lookup_insurancerow"
MOST_KILLED_PARCELS, KILLS = 5, 8


def rows(size: int, people_a_parcel: int = inputs.PEOPLE_A_PARCEL) -> list[dict[str, Any]]:
    """Result rows of the contract."""
    say("labour insurance: input …")
    given = inputs.insurance(size, people_a_parcel)
    with tempfile.TemporaryDirectory(prefix="ingest-", dir=_folder()) as place:
        return [_loaded(given, Path(place)), _killed(given, Path(place))]


def _folder() -> Path:
    """On the disk where the input lies, so that links do."""
    folder = places.data_dir() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _loaded(given: Input, place: Path) -> dict[str, Any]:
    with database.scratch("ingest") as (running, name):
        database.ask(SOURCE, given.asked())
        job = Job(name, SOURCE, given.laid_out(place / "home"))
        database.settle(running, name)
        say("labour insurance: loading …")
        done = load(job)
        found, books = database.contents(running, name, TABLE), database.books()
        if found["rows"] != given.rows or books["waiting"] or books["failed"]:
            raise AssertionError(f"{given.rows} rows lay there; {found['rows']} were loaded: {books}")
        floors = _floors(running, name, given, place)
    seconds = done["seconds"]
    parts = {"copy and decryption": floors["copy"] + floors[_decryption()]}
    return {
        "case": "labour insurance: decrypt, parse, validate, load",
        "n": given.rows,
        "seconds": round(seconds, 2),
        "per_second": round(given.rows / seconds),
        "peak_rss_mb": done["peak_rss_mb"],
        "ratio_to": {f"floor:{floor}": round(seconds / took, 2) for floor, took in (floors | parts).items()},
        "floor_seconds": {floor: round(took, 2) for floor, took in floors.items()},
        "files": done["dealt"],
        "books": books,
    }


def _decryption() -> str:
    return "gpg" if sealing.program() else "sequoia"


def _floors(running: cluster.Cluster, name: str, given: Input, place: Path) -> dict[str, float]:
    say("labour insurance: floors …")
    text, opened = place / "rows.copy", place / "opened"
    database.copy_out(running, name, TABLE, text)
    floors = {}
    for floor, with_key in (("copy", False), ("copy with primary key", True)):
        database.settle(running, name)
        floors[floor] = _seconds(
            lambda with_key=with_key: database.copy_in(running, name, TABLE, text, with_key=with_key)  # type: ignore[misc]
        )
    text.unlink()
    with sealing.key_ring(given.folder) as around:
        floors[_decryption()] = _seconds(
            lambda: sealing.open_bare(given.folder, around, given.packages(), opened)
        )
    return floors


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _killed(given: Input, place: Path) -> dict[str, Any]:
    """The first parcels again in a database of their own: killed, and then the same content as undisturbed."""
    say("labour insurance: killed and resumed …")
    contents = []
    for label, kills in (("undisturbed", 0), ("killed", KILLS)):
        with database.scratch(label) as (running, name):
            asked = given.asked()[:MOST_KILLED_PARCELS]
            database.ask(SOURCE, asked)
            job = Job(name, SOURCE, given.laid_out(place / label, most=MOST_KILLED_PARCELS))
            began = time.perf_counter()
            met, _ = load_killed(job, kills, seconds=4.0, seed=115)
            seconds = time.perf_counter() - began
            contents.append(database.contents(running, name, TABLE))
            books = database.books()
    if contents[0] != contents[1] or books["waiting"] or books["failed"]:
        raise AssertionError(f"undisturbed and killed loads differ: {contents}, {books}")
    return {
        "case": "labour insurance: killed at random moments and resumed",
        "n": contents[1]["rows"],
        "seconds": round(seconds, 2),
        "kills": met,
        "lost_rows": 0,
        "double_rows": 0,
        "books": books,
    }
