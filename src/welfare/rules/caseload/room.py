"""Where columns lie, and room for computed ones: one piece of memory for all, which the system hands out
far more quickly than many small ones. A piece that nobody looks at any more is used again, because the first
touch of fresh memory costs as much as the computing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from threading import Lock

import numpy as np

from welfare.rules.caseload.columns import Column

#: Columns begin at multiples of a cache line.
_LINE = 64
#: Of the pieces up to this size the last is kept; larger ones go back to the system.
_KEPT_BYTES = 128 * 2**20
#: References to the kept piece when no column lies in it: the list's and the one that asks.
_UNUSED = 2
_kept: list[Column] = []
_lock = Lock()


def room(wanted: Mapping[str, tuple[int, str]]) -> dict[str, Column]:
    """Columns by name, from (length, type); what stands in them means nothing yet."""
    starts, size = {}, 0
    for name, (length, kind) in wanted.items():
        starts[name] = size
        size += -(-length * np.dtype(kind).itemsize // _LINE) * _LINE
    memory = _piece(size)
    return {
        name: memory[starts[name] : starts[name] + length * np.dtype(kind).itemsize].view(kind)
        for name, (length, kind) in wanted.items()
    }


def _piece(size: int) -> Column:
    """Memory of a size: the kept piece while no column lies in it, else a fresh one."""
    with _lock:
        if _kept and len(_kept[0]) >= size and sys.getrefcount(_kept[0]) == _UNUSED:
            return _kept[0][:size]
        fresh = np.empty(size, np.uint8)
        if size <= _KEPT_BYTES:
            _kept[:] = [fresh]
        return fresh


def address_of(column: Column) -> int:
    """Where a column begins in memory; it must be kept as long as the address is used."""
    return int(column.__array_interface__["data"][0])
