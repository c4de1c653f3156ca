"""The details of an answer, thousands of lines at a time: checked by columns, cut by table.

A file of five million lines passes through here. What is wrong is found by whole columns (NumPy).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from welfare.connectors.labor_insurance import ms950
from welfare.connectors.labor_insurance.dates import DATES, are_right
from welfare.connectors.labor_insurance.layout import END, Field, Form, Kind
from welfare.connectors.labor_insurance.lines import Unreadable

Block = NDArray[np.uint8]

LINES = 6_000  # a block and its transpose stay in the cache
_ZERO, _NINE = ord("0"), ord("9")


@dataclass(slots=True)
class Sums:
    """What the details add up to."""

    rows: int = 0
    persons: int = 0
    salaries: int = 0
    pensions: int = 0


class Cut:
    """A block by columns: a row for each byte of a line, so that a whole column is one step."""

    __slots__ = ("_record", "across", "block")

    def __init__(self, block: Block, form: Form) -> None:
        self.block, self._record = block, form.detail
        self.across = np.ascontiguousarray(block.T)

    def column(self, name: str) -> Block:
        each = self._record.field(name)
        return self.across[each.start : each.end]

    def numbers(self, name: str) -> NDArray[np.int64]:
        """A column of digits as numbers."""
        found = np.zeros(len(self.block), np.int64)
        for digit in self.column(name):
            found = found * 10 + digit - _ZERO
        return found


@dataclass(slots=True)
class Checker:
    """Goes over the blocks once; afterwards every line can be cut without asking again."""

    form: Form
    sums: Sums = field(default_factory=Sums)
    _last_seq: int = 0
    _last_id: bytes = b""
    _has_text: bool = False
    _is_ms950: bool = False

    def take(self, block: Block) -> Cut:
        """Raises Unreadable, naming the first line that is wrong; else the same block by columns."""
        record, cut = self.form.detail, Cut(block, self.form)
        ends = cut.across[record.size :] == np.frombuffer(END, np.uint8)[:, None]
        self._demand(ends.all(axis=0), "沒有在該換行的地方換行")
        self._demand(cut.across[0] == ord(record.mark), f"應該以 {record.mark} 開頭")
        for each in record.fields:
            self._column(cut, each)
        self._in_order(cut.column("national_id"), cut.numbers("seq"))
        self.sums.rows += len(block)
        self.sums.salaries += int(cut.numbers("salary").sum())
        self.sums.pensions += int(cut.numbers("pension_amount").sum())
        return cut

    def finish(self) -> None:
        """Texts that all read as UTF-8 are UTF-8: a word of MS950 may look like that, a file does not."""
        if self._has_text and not self._is_ms950:
            raise Unreadable("文字像是 UTF-8，不是約定的 MS950 編碼。請機關轉碼後重送。")

    def _column(self, cut: Cut, each: Field) -> None:
        column = cut.column(each.name)
        if each.kind is Kind.DIGITS:
            self._demand(((column >= _ZERO) & (column <= _NINE)).all(axis=0), f"{each.name} 應該全是數字")
        elif each.kind in {Kind.CODE, Kind.BLANK}:
            self._demand(((column >= 0x20) & (column < 0x7F)).all(axis=0), f"{each.name} 有不該有的字元")
        elif each.kind in DATES:
            self._demand(are_right(column, each.kind), f"{each.name} 讀不出來")
        elif each.kind is Kind.TEXT and not ((column >= 0x20) & (column < 0x7F)).all():
            self._demand(((column >= 0x20) & (column != 0x7F)).all(axis=0), f"{each.name} 有不該有的字元")
            self._text(cut.block[:, each.start : each.end], each)

    def _text(self, texts: Block, each: Field) -> None:
        """All texts of a column in one go, a line end between them: no half character reads across it."""
        self._has_text = True
        joined = np.append(texts, np.full((len(texts), 1), END[1], np.uint8), axis=1).tobytes()
        try:
            joined.decode("cp950", ms950.PRIVATE)
        except UnicodeDecodeError as wrong:
            self._fail(wrong.start // (each.size + 1), f"{each.name} 不是 MS950 編碼")
        self._is_ms950 = self._is_ms950 or not _is_utf8(joined)

    def _in_order(self, ids: Block, seq: NDArray[np.int64]) -> None:
        """The rows of a person stand together, and name the same person."""
        before = np.concatenate(([self._last_seq], seq[:-1]))
        self._demand((seq >= before) & (seq > 0), "的序號沒有照順序")
        same = seq == before
        equal = np.concatenate(([True], (ids[:, 1:] == ids[:, :-1]).all(axis=0)))
        self._demand(equal | ~same, "和上一行同一序號，卻是另一個人")
        if same[0] and ids[:, 0].tobytes() != self._last_id:
            self._fail(0, "和上一行同一序號，卻是另一個人")
        self.sums.persons += int((~same).sum())
        self._last_seq, self._last_id = int(seq[-1]), ids[:, -1].tobytes()

    def _demand(self, right: NDArray[np.bool_] | np.bool_, what: str) -> None:
        is_right = np.asarray(right)
        if not is_right.all():
            self._fail(int(np.argmin(is_right)), what)

    def _fail(self, index: int, what: str) -> None:
        number = self.sums.rows + index + 2  # counted from 1, after the header
        raise Unreadable(f"第 {number} 行{what}。整份沒有採用；請機關查明後重送。")


def blocks(path: Path, form: Form) -> Iterator[Block]:
    """The details of a file whose length has been checked, as arrays of one line a row."""
    left = path.stat().st_size // form.line_bytes - 2
    with path.open("rb") as file:
        file.seek(form.line_bytes)
        while left > 0:
            content = file.read(min(LINES, left) * form.line_bytes)
            block = np.frombuffer(content, np.uint8).reshape(-1, form.line_bytes)
            left -= len(block)
            yield block


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
