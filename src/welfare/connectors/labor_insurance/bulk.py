"""An answer of any size in one pass: checked by columns and, in the same step, made into text for COPY.

For files of millions of lines, where one object a line would cost more than the database does. The rules are
those of `AnswerFile` and `records.reply_of`; a test holds the two ways against each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from welfare.connectors.labor_insurance.answer import Ends, read_side
from welfare.connectors.labor_insurance.blocks import Block, Checker, Cut, blocks
from welfare.connectors.labor_insurance.copying import copy_text
from welfare.connectors.labor_insurance.dates import iso
from welfare.connectors.labor_insurance.layout import Kind, layout
from welfare.connectors.labor_insurance.lines import Unreadable
from welfare.connectors.labor_insurance.meaning import OUTCOMES, Meaning, letters, words

#: fields as they stand, by the name of their column; who it is stands in the parcel, not here
_FIELDS = (
    ("insurance_number", Kind.CODE),
    ("unit", Kind.TEXT),
    ("unit_kind", Kind.CODE),
    ("joined_on", Kind.ROC_DATE),
    ("left_on", Kind.ROC_DATE),
    ("salary", Kind.DIGITS),
    ("change", Kind.CODE),
    ("effective_on", Kind.ROC_DATE),
    ("pension_kind", Kind.CODE),
    ("pension_amount", Kind.DIGITS),
    ("pension_since", Kind.ROC_MONTH),
)
COLUMNS = ("seq", "n", "outcome", "status", *(name for name, _ in _FIELDS), "nulls")
_UNIT = COLUMNS.index("unit")
_STRANGER = "第 {seq} 筆的統一編號不是我們問的那個人。整份沒有採用，請機關查明後重送。"


class BulkAnswer:
    """A whole answer on disk. `ids`: whom we asked about, a row of ten bytes for each line, from line 1 on.

    Raises Unreadable when made (length, version, head, end), and while it is gone through.
    """

    def __init__(self, path: Path, ids: Block, side: Path | None = None) -> None:
        self._path, self._ids = path, ids
        self._form = layout().answer
        self.ends = Ends(path)
        self._side = read_side(side, path, self.ends.rows) if side else {}

    def texts(self) -> Iterator[bytes]:
        """COPY text in the order of COLUMNS, a block at a time. Nothing counts before the last one came.

        `nulls`: a sign for each date, - a day, 0 none, _ not known, 9 withheld. Three nulls stay three.
        """
        checker, meaning = Checker(self._form), Meaning()
        for block in blocks(self._path, self._form):
            done = checker.sums.rows
            cut = checker.take(block)
            self._know_everybody(cut)
            status, number = meaning.take(cut)
            text = copy_text(_columns(cut, status, number))
            yield self._completed(text, done, len(block)).encode("utf-8")
        checker.finish()
        meaning.finish()
        self.ends.compare(checker.sums)

    def _know_everybody(self, cut: Cut) -> None:
        seq = cut.numbers("seq")
        if seq[-1] > len(self._ids):
            first = int(seq[np.argmax(seq > len(self._ids))])
            raise Unreadable(f"第 {first} 筆不是我們問的。整份沒有採用，請機關查明後重送。")
        same = (self._ids[seq - 1] == cut.column("national_id").T).all(axis=1)
        if not same.all():
            raise Unreadable(_STRANGER.format(seq=int(seq[np.argmin(same)])))

    def _completed(self, text: str, done: int, count: int) -> str:
        """With the units that MS950 could not write, where there are any."""
        longer = [row for row in self._side if done < row <= done + count and "unit" in self._side[row]]
        if not longer:
            return text
        lines = text.split("\n")
        for row in longer:
            fields = lines[row - done - 1].split("\t")
            fields[_UNIT] = _escaped(str(self._side[row]["unit"]))
            lines[row - done - 1] = "\t".join(fields)
        return "\n".join(lines)


def _columns(cut: Cut, status: NDArray[np.uint8], number: NDArray[np.int64]) -> list[Block]:
    said = words("status").words
    outcomes = tuple(OUTCOMES.get(word, "") for word in said)
    columns = [
        cut.column("seq"),
        _digits(number),
        letters(outcomes)[:, status],
        letters(said)[:, status],
    ]
    nulls = []
    for name, kind in _FIELDS:
        column = cut.column(name)
        if kind in (Kind.ROC_DATE, Kind.ROC_MONTH):
            column, null = iso(column, kind)
            nulls.append(null)
        elif name in layout().codes:
            column = letters(words(name).words)[:, words(name).of(column)]
        columns.append(column)
    return [*columns, np.concatenate(nulls)]


def _digits(number: NDArray[np.int64]) -> Block:
    powers = 10 ** np.arange(4, -1, -1)
    return (number // powers[:, None] % 10 + ord("0")).astype(np.uint8)


def _escaped(text: str) -> str:
    """As COPY reads it: no tab, line end or backslash of the text is one of the format."""
    for plain, said in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(plain, said)
    return text


def asked_ids(package: bytes) -> Block:
    """Whom a packed query asks about: ten bytes a line, in the order of its lines, counted from 1."""
    form = layout().query
    lines = np.frombuffer(package, np.uint8).reshape(-1, form.line_bytes)[1:-1]
    each = form.detail.field("national_id")
    return np.ascontiguousarray(lines[:, each.start : each.end])
