"""What the bench reads: made once, kept below the data folder, never part of a timing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from welfare.connectors.labor_insurance.batch import Batch
from welfare.project import places
from welfare.project.bench.ingest import sealing
from welfare.project.bench.ingest.folders import LYING
from welfare.project.bench.ingest.making import AS_OF, COUNTY, PEOPLE_A_PARCEL, parcels
from welfare.project.bench.rules.rounds import say

_VERSION = 1  # of what is made; another number makes it anew


@dataclass(frozen=True, slots=True)
class Asked:
    """One parcel as it left: reference, people, and the packed query."""

    reference: str
    people: int
    query: Path


@dataclass(frozen=True, slots=True)
class Input:
    """`folder`: keys, connection.yaml, queries/ and sealed/, named as the agency does."""

    folder: Path
    rows: int

    def packages(self) -> list[Path]:
        return sorted((self.folder / "sealed").glob("*.pgp"))

    def asked(self) -> list[Asked]:
        found = []
        for query in sorted((self.folder / "queries").iterdir()):
            number, people = query.stem.split("_")
            batch = Batch(COUNTY, AS_OF, int(number))
            found.append(Asked(batch.reference, int(people), query))
        return found

    def laid_out(self, home: Path, most: int | None = None) -> Path:
        """A connection's folder with the answers lying in it, as links: what is moved away is not lost."""
        (home / LYING).mkdir(parents=True)
        for path in self.folder.iterdir():
            if path.is_file():
                shutil.copy2(path, home / path.name)
        for package in self.packages()[:most]:
            for name in (package.name, f"{package.name}.ok"):
                (home / LYING / name).hardlink_to(package.with_name(name))
        return home


def insurance(rows: int, people_a_parcel: int = PEOPLE_A_PARCEL) -> Input:
    """Sealed answers with exactly so many rows, from an earlier run or made now."""
    kind = "gpg" if sealing.program() else "sequoia"
    folder = places.data_dir() / "bench" / "ingest" / f"insurance-{kind}-{_VERSION}-{rows}-{people_a_parcel}"
    if not folder.is_dir():
        draft = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(draft, ignore_errors=True)
        for name in ("queries", "sealed", "plain"):
            (draft / name).mkdir(parents=True)
        _make(draft, rows, people_a_parcel)
        shutil.rmtree(draft / "plain")
        draft.rename(folder)
    return Input(folder, rows)


def _make(folder: Path, rows: int, people_a_parcel: int) -> None:
    sealing.make_keys(folder)
    done = 0
    with sealing.key_ring(folder) as around:
        for made in parcels(rows, people_a_parcel):
            stem = made.batch.answer_stem(1)
            plain = folder / "plain" / f"{stem}.txt"
            plain.write_bytes(made.answer)
            sealing.seal(folder, around, plain, folder / "sealed" / f"{stem}.pgp", made.rows)
            plain.unlink()
            (folder / "queries" / f"{made.batch.number:04d}_{made.people}.query").write_bytes(made.query)
            done += made.rows
            say(f"  making input: {done:,} of {rows:,} rows …")
