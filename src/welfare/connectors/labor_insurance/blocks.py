"""The details of an answer, thousands of lines at a time: checked by columns, cut by table.

A file of five million lines passes through here. What is wrong is found by whole columns (NumPy); lines are
cut into fields by `struct`; a text that occurs again is decoded once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from welfare.connectors.labor_insurance import ms950
from welfare.connectors.labor_insurance.layout import END, Field, Form, Kind
from welfare.connectors.labor_insurance.lines import Unreadable, read_date

Block = NDArray[np.uint8]

LINES = 16_384
_ZERO, _NINE = ord("0"), ord("9")


@dataclass(slots=True)
class Sums:
    """What the details add up to."""

    rows: int = 0
    persons: int = 0
    salaries: int = 0
    pensions: int = 0


@dataclass(slots=True)
class Checker:
    """Goes over the blocks once; afterwards every line can be cut without asking again."""

    form: Form
    sums: Sums = field(default_factory=Sums)
    _last_seq: int = 0
    _last_id: bytes = b""
    _seen: dict[Kind, set[bytes]] = field(default_factory=dict)
    _non_ascii: int = 0
    _like_utf8: int = 0

    def take(self, block: Block) -> None:
        """Raises Unreadable, naming the first line that is wrong."""
        record = self.form.detail
        self._demand(
            (block[:, record.size :] == np.frombuffer(END, np.uint8)).all(axis=1), "沒有在該換行的地方換行"
        )
        self._demand(block[:, 0] == ord(record.mark), f"應該以 {record.mark} 開頭")
        for each in record.fields:
            self._column(block, each)
        seq = self.numbers(block, "seq")
        self._in_order(block, seq)
        self.sums.rows += len(block)
        self.sums.salaries += int(self.numbers(block, "salary").sum())
        self.sums.pensions += int(self.numbers(block, "pension_amount").sum())

    def numbers(self, block: Block, name: str) -> NDArray[np.int64]:
        """A column of digits as numbers."""
        each = self.form.detail.field(name)
        powers = 10 ** np.arange(each.size - 1, -1, -1, dtype=np.int64)
        return (block[:, each.start : each.end].astype(np.int64) - _ZERO) @ powers

    def finish(self) -> None:
        """Texts that all read as UTF-8 are UTF-8: a word of MS950 may look like that, a file does not."""
        if self._non_ascii and self._like_utf8 == self._non_ascii:
            raise Unreadable("文字像是 UTF-8，不是約定的 MS950 編碼。請機關轉碼後重送。")

    def _column(self, block: Block, each: Field) -> None:
        column = block[:, each.start : each.end]
        if each.kind is Kind.DIGITS:
            self._demand(((column >= _ZERO) & (column <= _NINE)).all(axis=1), f"{each.name} 應該全是數字")
        elif each.kind is Kind.CODE:
            self._demand(((column >= 0x20) & (column < 0x7F)).all(axis=1), f"{each.name} 有不該有的字元")
        elif each.kind in {Kind.ROC_DATE, Kind.ROC_MONTH}:
            self._every(column, each, lambda content: read_date(content, each.kind))
        elif each.kind is Kind.TEXT:
            self._every(column, each, self._text)

    def _every(self, column: Block, each: Field, read: Any) -> None:
        """Every different content of a column once."""
        known = self._seen.setdefault(each.kind, set())
        contents = _contents(column)
        for content in set(contents) - known:
            try:
                read(content)
            except UnicodeDecodeError:
                self._fail(contents.index(content), f"{each.name} 不是 MS950 編碼")
            except ValueError:
                self._fail(contents.index(content), f"{each.name} 讀不出來")
        known.update(contents[: _REMEMBERED - len(known)] if len(known) < _REMEMBERED else ())

    def _text(self, content: bytes) -> None:
        ms950.decode(content)
        if not content.isascii():
            self._non_ascii += 1
            self._like_utf8 += _is_utf8(content.rstrip(b" "))

    def _in_order(self, block: Block, seq: NDArray[np.int64]) -> None:
        """The rows of a person stand together, and name the same person."""
        before = np.concatenate(([self._last_seq], seq[:-1]))
        self._demand((seq >= before) & (seq > 0), "的序號沒有照順序")
        each = self.form.detail.field("national_id")
        ids = block[:, each.start : each.end]
        same = seq == before
        if len(block) > 1:
            equal = np.concatenate(([True], (ids[1:] == ids[:-1]).all(axis=1)))
            self._demand(equal | ~same, "和上一行同一序號，卻是另一個人")
        if same[0] and ids[0].tobytes() != self._last_id:
            self._fail(0, "和上一行同一序號，卻是另一個人")
        self.sums.persons += int((~same).sum())
        self._last_seq, self._last_id = int(seq[-1]), ids[-1].tobytes()

    def _demand(self, right: NDArray[np.bool_] | np.bool_, what: str) -> None:
        is_right = np.asarray(right)
        if not is_right.all():
            self._fail(int(np.argmin(is_right)), what)

    def _fail(self, index: int, what: str) -> None:
        number = self.sums.rows + index + 2  # counted from 1, after the header
        raise Unreadable(f"第 {number} 行{what}。整份沒有採用；請機關查明後重送。")


_REMEMBERED = 200_000  # different contents kept in mind; beyond that they are read again


def blocks(path: Path, form: Form, lines: int = LINES) -> Iterator[Block]:
    """The details of a file whose length has been checked, as arrays of one line a row."""
    left = path.stat().st_size // form.line_bytes - 2
    with path.open("rb") as file:
        file.seek(form.line_bytes)
        while left > 0:
            content = file.read(min(lines, left) * form.line_bytes)
            block = np.frombuffer(content, np.uint8).reshape(-1, form.line_bytes)
            left -= len(block)
            yield block


def _contents(column: Block) -> list[bytes]:
    width = column.shape[1]
    packed = np.ascontiguousarray(column).tobytes()
    return [packed[start : start + width] for start in range(0, len(packed), width)]


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
