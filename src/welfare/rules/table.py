"""A table in plain text, its columns aligned as a terminal shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, words: int = 1) -> Iterator[str]:
    """A line for the heads and one for each row; the first columns hold `words` and stand to the left,
    figures to the right."""
    widths = [max(_width(row[index]) for row in (heads, *rows)) for index in range(len(heads))]
    for row in (heads, *rows):
        cells = (_pad(cell, widths[index], left=index < words) for index, cell in enumerate(row))
        yield "  ".join(cells).rstrip()


def _pad(cell: str, width: int, *, left: bool) -> str:
    space = " " * (width - _width(cell))
    return cell + space if left else space + cell


def _width(text: str) -> int:
    """Chinese characters take two places."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
