"""Where columns lie, and room for computed ones: one piece of memory for all, which the system hands out far
more quickly than many small ones."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from welfare.rules.caseload.columns import Column

#: Columns begin at multiples of a cache line.
_LINE = 64


def room(wanted: Mapping[str, tuple[int, str]]) -> dict[str, Column]:
    """Columns by name, from (length, type); what stands in them means nothing yet."""
    starts, size = {}, 0
    for name, (length, kind) in wanted.items():
        starts[name] = size
        size += -(-length * np.dtype(kind).itemsize // _LINE) * _LINE
    memory = np.empty(size, np.uint8)
    return {
        name: memory[starts[name] : starts[name] + length * np.dtype(kind).itemsize].view(kind)
        for name, (length, kind) in wanted.items()
    }


def address_of(column: Column) -> int:
    """Where a column begins in memory; it must be kept as long as the address is used."""
    return int(column.__array_interface__["data"][0])
