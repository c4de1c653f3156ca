"""Columns as PostgreSQL takes them fastest: tab-separated UTF-8 for COPY, no blanks behind a field."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from welfare.connectors.labor_insurance import ms950
from welfare.connectors.labor_insurance.blocks import Block

_BLANK, _TAB, _LINE_FEED = b" \t\n"


def copy_text(columns: Sequence[Block]) -> str:
    """One line for each line of the block; a column has a row for each byte of its field.

    The bytes are MS950 without control characters, as `Checker` has made sure.
    """
    count = columns[0].shape[1]
    size = sum(len(column) + 1 for column in columns)
    packed, kept = np.empty((size, count), np.uint8), np.ones((size, count), np.bool_)
    start = 0
    for column in columns:
        end = start + len(column)
        packed[start:end], packed[end] = column, _TAB
        _leave_out_filling(column, kept[start:end])
        start = end + 1
    packed[-1] = _LINE_FEED
    text = np.ascontiguousarray(packed.T)[np.ascontiguousarray(kept.T)].tobytes()
    return text.decode("cp950", ms950.PRIVATE).replace("\\", "\\\\")


def _leave_out_filling(column: Block, kept: NDArray[np.bool_]) -> None:
    """From the last byte forwards: blanks after which nothing comes."""
    only_blanks = np.ones(column.shape[1], np.bool_)
    for place in range(len(column) - 1, -1, -1):
        only_blanks &= column[place] == _BLANK
        if not only_blanks.any():
            return
        np.logical_not(only_blanks, out=kept[place])
