"""The synthetic register on disk: one JSON line a person, found by national ID through offsets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

PEOPLE = "people.jsonl"
HOUSEHOLDS = "households.jsonl"
MANIFEST = "manifest.json"

Record = dict[str, Any]


class NoRegister(Exception):
    """The folder holds no complete register; the message is a Chinese sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Register:
    """Opened once, read many times. `manifest` says county, size, seed, as-of day and the files' digests."""

    folder: Path
    manifest: Record
    _people: dict[str, int]
    _households: dict[str, int]

    @classmethod
    def open(cls, folder: Path) -> Register:
        """Raises NoRegister when the folder was not written by `generate`."""
        try:
            manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
            return cls(folder, manifest, _offsets(folder / PEOPLE), _offsets(folder / HOUSEHOLDS))
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
        return self._read(PEOPLE, self._people.get(national_id))

    def household(self, household_number: str) -> Record | None:
        return self._read(HOUSEHOLDS, self._households.get(household_number))

    def _read(self, name: str, offset: int | None) -> Record | None:
        if offset is None:
            return None
        with (self.folder / name).open("rb") as lines:
            lines.seek(offset)
            record: Record = json.loads(lines.readline())
            return record


@lru_cache(maxsize=4)
def _opened(folder: Path, written_at: int) -> Register:
    return Register.open(folder)


def opened(folder: Path) -> Register:
    """The register in `folder`, kept open until the folder is generated anew. Raises NoRegister."""
    manifest = folder / MANIFEST
    return _opened(folder, manifest.stat().st_mtime_ns if manifest.exists() else 0)


def _offsets(path: Path) -> dict[str, int]:
    """Every line begins with its key: `{"id": "…",`."""
    offsets: dict[str, int] = {}
    position = 0
    with path.open("rb") as lines:
        for line in lines:
            offsets[line.split(b'"', 4)[3].decode("ascii")] = position
            position += len(line)
    return offsets
