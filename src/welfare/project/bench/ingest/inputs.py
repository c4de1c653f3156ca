"""What the bench reads: made once, kept below the data folder, never part of a timing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from welfare.connectors.tax_records import first_start
from welfare.connectors.transport.sftp import OK
from welfare.project import places
from welfare.project.bench.ingest import making, sealing, tax_making
from welfare.project.bench.ingest.folders import LYING
from welfare.project.bench.rules.rounds import say

_VERSION = 2  # of what is made; another number makes it anew
_ASKED = "asked.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """One parcel as it left, and the names of the files that answer it."""

    reference: str
    people: int
    query: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """`folder`: a connection's files; queries/ as we packed them; answers/ as the agency lays them down."""

    folder: Path
    asked: tuple[Asked, ...]

    def query(self, asked: Asked) -> bytes:
        return (self.folder / "queries" / asked.query).read_bytes()

    def answers(self) -> list[Path]:
        """The sealed or signed files, without markers."""
        return [self.folder / "answers" / asked.answers[0] for asked in self.asked]

    def part(self, most: int) -> Input:
        return Input(self.folder, self.asked[:most])

    def laid_out(self, home: Path) -> Path:
        """A connection's folder with the answers lying in it, as links: what is moved away is not lost."""
        (home / LYING).mkdir(parents=True)
        for path in self.folder.iterdir():
            if path.is_file():
                shutil.copy2(path, home / path.name)
        for name in (name for asked in self.asked for name in asked.answers):
            (home / LYING / name).hardlink_to(self.folder / "answers" / name)
        return home


def insurance(rows: int, people_a_parcel: int = making.PEOPLE_A_PARCEL) -> Input:
    """Sealed answers with exactly so many rows."""
    kind = "gpg" if sealing.program() else "sequoia"
    name = f"insurance-{kind}-{_VERSION}-{rows}-{people_a_parcel}"
    return _kept(name, lambda folder: _make_insurance(folder, rows, people_a_parcel))


def tax(people: int, people_a_parcel: int = tax_making.PEOPLE_A_PARCEL) -> Input:
    """Signed answers about exactly so many people."""
    name = f"tax-{_VERSION}-{people}-{people_a_parcel}"
    return _kept(name, lambda folder: _make_tax(folder, people, people_a_parcel))


def _kept(name: str, make: Callable[[Path], list[Asked]]) -> Input:
    """From an earlier run, or made now."""
    folder = places.data_dir() / "bench" / "ingest" / name
    if not folder.is_dir():
        draft = folder.with_name(f"{name}.part")
        shutil.rmtree(draft, ignore_errors=True)
        for place in ("queries", "answers"):
            (draft / place).mkdir(parents=True)
        (draft / _ASKED).write_text(json.dumps([asdict(asked) for asked in make(draft)]), "utf-8")
        draft.rename(folder)
    asked = json.loads((folder / _ASKED).read_text("utf-8"))
    return Input(folder, tuple(Asked(**each | {"answers": tuple(each["answers"])}) for each in asked))


def _make_insurance(folder: Path, rows: int, people_a_parcel: int) -> list[Asked]:
    sealing.make_keys(folder)
    asked, done = [], 0
    with sealing.key_ring(folder) as around:
        for made in making.parcels(rows, people_a_parcel):
            stem = made.batch.answer_stem(1)
            plain, package = folder / f"{stem}.txt", folder / "answers" / f"{stem}.pgp"
            plain.write_bytes(made.answer)
            sealing.seal(folder, around, plain, package, made.rows)
            plain.unlink()
            (folder / "queries" / f"{stem}.txt").write_bytes(made.query)
            names = (package.name, f"{package.name}{OK}")
            asked.append(Asked(made.batch.reference, made.people, f"{stem}.txt", names))
            done += made.rows
            say(f"  making input: {done:,} of {rows:,} insurance rows …")
    return asked


def _make_tax(folder: Path, people: int, people_a_parcel: int) -> list[Asked]:
    first_start.prepare(folder)
    asked, done = [], 0
    for number, made in enumerate(tax_making.parcels(folder, people, people_a_parcel), start=1):
        name = f"{number:05d}.xml"
        (folder / "answers" / name).write_bytes(made.answer)
        (folder / "queries" / name).write_bytes(made.query)
        asked.append(Asked(made.reference, made.people, name, (name,)))
        done += made.people
        if number % _TELL_EVERY == 0:
            say(f"  making input: {done:,} of {people:,} tax results …")
    return asked


_TELL_EVERY = 20
