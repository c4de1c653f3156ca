"""The synthetic register on disk: one JSON line a person, found by national ID through an index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from welfare.connectors.demo_nation.offsets import Offsets

PEOPLE = "people.jsonl"
HOUSEHOLDS = "households.jsonl"
EVENTS = "events.jsonl"
MANIFEST = "manifest.json"

Record = dict[str, Any]


class NoRegister(Exception):
    """The folder holds no complete register; the message is a Chinese sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Register:
    """Opened once, read many times. `manifest` says county, size, seed, as-of day and the files' digests."""

    folder: Path
    manifest: Record
    _people: Offsets
    _households: Offsets

    @classmethod
    def open(cls, folder: Path) -> Register:
        """Raises NoRegister when the folder was not written by `generate`."""
        try:
            manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
            return cls(folder, manifest, Offsets(folder / PEOPLE), Offsets(folder / HOUSEHOLDS))
        except FileNotFoundError:
            raise NoRegister(
                f"示範戶籍資料不在 {folder.name}。請先執行 welfare people generate 產生資料。"
            ) from None

    def __len__(self) -> int:
        return len(self._people)

    def __iter__(self) -> Iterator[Record]:
        with (self.folder / PEOPLE).open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)

    def record(self, national_id: str) -> Record | None:
        """The person with this number; the first one when dirty data gave it to two."""
        return next(self.records(national_id), None)

    def records(self, national_id: str) -> Iterator[Record]:
        """Everybody with this number."""
        return self._read(PEOPLE, self._people.of(national_id))

    def household(self, household_number: str) -> Record | None:
        return next(self._read(HOUSEHOLDS, self._households.of(household_number)), None)

    def events(self, since: date, until: date) -> Iterator[Record]:
        """What happened from `since` to `until`, both included, in the order of days; see demo-county.md.

        Events after the as-of day of the manifest are not in the records yet.
        """
        path = self.folder / EVENTS
        if not path.exists():
            return
        with path.open("rb") as lines:
            _seek_day(lines, path.stat().st_size, since.isoformat().encode())
            for line in lines:
                event: Record = json.loads(line)
                if event["on"] > until.isoformat():
                    return
                yield event

    def _read(self, name: str, offsets: Iterator[int]) -> Iterator[Record]:
        for offset in offsets:
            with (self.folder / name).open("rb") as lines:
                lines.seek(offset)
                record: Record = json.loads(lines.readline())
            yield record


def _seek_day(lines: IO[bytes], size: int, day: bytes) -> None:
    """Go to the first line of `day` or later: lines begin with their day and are in its order."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        lines.seek(middle)
        if middle:
            lines.readline()
        line = lines.readline()
        if line and line.split(b'"', 4)[3] < day:
            low = middle + 1
        else:
            high = middle
    lines.seek(low)
    if low:
        lines.readline()


@lru_cache(maxsize=4)
def _opened(folder: Path, written_at: int) -> Register:
    return Register.open(folder)


def opened(folder: Path) -> Register:
    """The register in `folder`, kept open until the folder is generated anew. Raises NoRegister."""
    manifest = folder / MANIFEST
    return _opened(folder, manifest.stat().st_mtime_ns if manifest.exists() else 0)
