"""Where a line of a JSON-lines file begins, found by the key the line starts with, without a table in memory.

`people.jsonl.index` holds one entry a line, sorted: ten bytes of key, eight of offset. It is read through a
memory map, so opening costs nothing and a look-up a handful of pages, however many people there are.
"""

from __future__ import annotations

import heapq
import mmap
import os
import tempfile
from bisect import bisect_left
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from struct import Struct

_ENTRY = Struct(">10sQ")
_KEY = 10
_RUN = 200_000  # entries sorted in memory at a time


class Offsets:
    """The index of one file; made when it is missing or older than the file."""

    def __init__(self, path: Path) -> None:
        index = path.with_name(f"{path.name}.index")
        if not index.exists() or index.stat().st_mtime_ns < path.stat().st_mtime_ns:
            write_index(path, index)
        self._entries = _Entries(index)

    def __len__(self) -> int:
        return len(self._entries)

    def of(self, key: str) -> Iterator[int]:
        """The offsets of every line with this key, in the order of the file."""
        wanted = key.encode().ljust(_KEY, b"\0")
        place = bisect_left(self._entries, wanted) if len(wanted) == _KEY else len(self)
        while place < len(self) and self._entries[place] == wanted:
            yield self._entries.offset(place)
            place += 1


class _Entries:
    """The keys of the index as a sorted sequence."""

    def __init__(self, index: Path) -> None:
        size = index.stat().st_size
        self._count = size // _ENTRY.size
        with index.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) if size else b""

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: int) -> bytes:
        start = place * _ENTRY.size
        return self._map[start : start + _KEY]

    def offset(self, place: int) -> int:
        return int(_ENTRY.unpack_from(self._map, place * _ENTRY.size)[1])


def write_index(path: Path, index: Path) -> None:
    """Sort in runs and merge them: memory does not grow with the file."""
    with tempfile.TemporaryDirectory(dir=index.parent, prefix=f".{index.name}.") as folder:
        runs = list(_sorted_runs(path, Path(folder)))
        part = Path(folder) / "merged"
        with part.open("wb") as merged:
            merged.writelines(heapq.merge(*map(_read, runs)))
        os.replace(part, index)


def _sorted_runs(path: Path, folder: Path) -> Iterator[Path]:
    lines = _entries(path)
    for number in count():
        entries = sorted(islice(lines, _RUN))
        if not entries:
            return
        run = folder / str(number)
        run.write_bytes(b"".join(entries))
        yield run


def _entries(path: Path) -> Iterator[bytes]:
    """Every line begins with its key: `{"id": "…",`."""
    position = 0
    with path.open("rb") as lines:
        for line in lines:
            yield _ENTRY.pack(line.split(b'"', 4)[3], position)
            position += len(line)


def _read(run: Path) -> Iterator[bytes]:
    with run.open("rb", buffering=1 << 16) as file:
        while entry := file.read(_ENTRY.size):
            yield entry
