"""A whole answer as PostgreSQL takes it fastest: tab-separated UTF-8 for COPY, made by columns.

For loads of millions of lines, where one object a line would cost more than the database does.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from welfare.connectors.labor_insurance.blocks import Block, blocks
from welfare.connectors.labor_insurance.layout import Field, Form, Kind, layout

_DATES = (Kind.ROC_DATE, Kind.ROC_MONTH)
_LEFT_OUT = (Kind.MARK, Kind.BLANK)
_ZERO, _BLANK, _DASH, _TAB, _LINE_FEED = b"0 -\t\n"
_ISO_BYTES = 10

#: `COPY … (columns()) FROM STDIN WITH (NULL '')`: nothing is distinguished from empty text
COPY_OPTIONS = "FORMAT text, NULL ''"


def columns() -> tuple[str, ...]:
    """Names in the order of the fields; `nulls` last.

    Per date one sign in it: - a day, 0 none, _ not known, 9 withheld. Three nulls stay three.
    """
    return (*(field.name for field in _fields(layout().answer)), "nulls")


def copy_text(path: Path) -> Iterator[bytes]:
    """COPY text of a checked answer, a block at a time. Side texts are not in it."""
    form = layout().answer
    for block in blocks(path, form):
        yield copy_block(block, form)


def copy_block(block: Block, form: Form) -> bytes:
    """One line for each detail of a block that has been checked."""
    parts, nulls = [], []
    for field in _fields(form):
        content = block[:, field.start : field.end]
        if field.kind in _DATES:
            content, null = _iso(content, field)
            nulls.append(null)
        parts += [content, _column(block, _TAB)]
    packed = np.concatenate([*parts, *nulls, _column(block, _LINE_FEED)], axis=1)
    text = packed[~_filling(packed, [part.shape[1] for part in parts])].tobytes()
    return text.decode("cp950", "ms950-private").replace("\\", "\\\\").encode("utf-8")


def _filling(packed: Block, widths: list[int]) -> NDArray[np.bool_]:
    """Which bytes only fill the end of their field."""
    blank, start = np.asarray(packed == _BLANK), 0
    for width in widths:
        field = blank[:, start : start + width]
        field[:] = np.logical_and.accumulate(field[:, ::-1], axis=1)[:, ::-1]
        start += width
    return blank


def _fields(form: Form) -> tuple[Field, ...]:
    return tuple(field for field in form.detail.fields if field.kind not in _LEFT_OUT)


def _column(block: Block, byte: int) -> Block:
    return np.full((len(block), 1), byte, np.uint8)


def _iso(content: Block, field: Field) -> tuple[Block, Block]:
    """ROC digits as an ISO day, blanks where there is none; and the kind of null."""
    first = content[:, 0]
    is_null = (content == first[:, None]).all(axis=1) & np.isin(first, np.frombuffer(b"0 9", np.uint8))
    year = (content[:, :3].astype(np.int64) - _ZERO) @ np.array([100, 10, 1]) + 1911
    iso = np.full((len(content), _ISO_BYTES), _DASH, np.uint8)
    iso[:, 0:4] = _digits(year)
    iso[:, 5:7] = content[:, 3:5]
    iso[:, 8:10] = content[:, 5:7] if field.kind is Kind.ROC_DATE else np.frombuffer(b"01", np.uint8)
    iso[is_null] = _BLANK
    null = np.where(is_null, np.where(first == _BLANK, ord("_"), first), _DASH).astype(np.uint8)
    return iso, null[:, None]


def _digits(year: NDArray[np.int64]) -> Block:
    digits: Block = (year[:, None] // np.array([1000, 100, 10, 1]) % 10 + _ZERO).astype(np.uint8)
    return digits
