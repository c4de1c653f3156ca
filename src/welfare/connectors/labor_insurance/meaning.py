"""What the details of an answer mean, by columns: the same rules as `records.reply_of`, a block at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from welfare.connectors.labor_insurance.blocks import Block, Cut
from welfare.connectors.labor_insurance.dates import are_nulls
from welfare.connectors.labor_insurance.layout import layout
from welfare.connectors.labor_insurance.lines import Unreadable
from welfare.lookup.ports import InsuranceStatus, Outcome

_BLANK = ord(" ")
#: what the core calls what the agency's words say
OUTCOMES = {
    **{status.value: "answered" for status in InsuranceStatus},
    Outcome.NO_RECORD.value: "no_record",
    Outcome.ID_MISMATCH.value: "id_mismatch",
    "try_later": "failed",
    "refused": "failed",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The codes of one table. `index` by the code's bytes as a number, 0 where there is no such code."""

    index: NDArray[np.uint8]
    words: tuple[str, ...]

    def of(self, column: Block) -> NDArray[np.uint8]:
        """Which word each code of a column stands for; 0: none."""
        found = np.zeros(column.shape[1], np.uint16)
        for byte in column:
            found = found * 256 + byte
        return self.index[found]


@cache
def letters(said: tuple[str, ...]) -> Block:
    """Words as columns of letters, blanks behind."""
    width = max(map(len, said))
    return np.array([list(word.encode().ljust(width)) for word in said], np.uint8).T


@cache
def words(table: str) -> Words:
    """The layout's codes, all of one or two bytes."""
    codes, size = layout().codes[table], layout().answer.detail.field(table).size
    index = np.zeros(1 << 16, np.uint8)
    for number, code in enumerate(codes, start=1):
        index[int.from_bytes(code.encode().ljust(size), "big")] = number
    return Words(index, ("", *codes.values()))


def _with_outcome(*outcomes: str) -> NDArray[np.bool_]:
    """By the number of the word of the status."""
    return np.array([bool(word) and OUTCOMES[word] in outcomes for word in words("status").words])


@dataclass(slots=True)
class Meaning:
    """Goes over checked blocks; a person's rows may lie in two of them."""

    _seq: int = 0
    _status: int = 0
    _says_something: bool = True
    _rows: int = 0
    _found: NDArray[np.bool_] = field(default_factory=lambda: _with_outcome("answered"))
    _nothing: NDArray[np.bool_] = field(default_factory=lambda: _with_outcome("no_record", "id_mismatch"))

    def take(self, cut: Cut) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """The word of each row's status, and the row's number among its person's, from 1.

        Raises Unreadable, naming the first person who is contradictory or unknown to the layout.
        """
        seq, status = cut.numbers("seq"), words("status").of(cut.column("status"))
        self._demand(seq, status > 0, _UNKNOWN_CODE.format(table="status"))
        fresh = np.concatenate(([seq[0] != self._seq], seq[1:] != seq[:-1]))
        before = np.concatenate((np.array([self._status], np.uint8), status[:-1]))
        self._demand(seq, fresh | (status == before), "的各行狀態不同。整份沒有採用；請機關查明後重送。")
        insured = cut.column("insurance_number")
        pension = cut.column("pension_kind")
        is_insured, is_paid = (insured != _BLANK).any(axis=0), (pension != _BLANK).any(axis=0)
        self._demand(seq, ~(self._nothing[status] & (is_insured | is_paid)), _CONTRADICTION)
        found = self._found[status]
        self._contents(cut, seq, found & is_insured, found & is_paid)
        number = self._number(fresh)
        self._everybody_says_something(seq, status, fresh, is_insured | is_paid | ~found)
        return status, number

    def finish(self) -> None:
        """The last person has no next one to be judged by."""
        if not self._says_something:
            raise Unreadable(f"第 {self._seq} 位{_EMPTY}")

    def _contents(
        self, cut: Cut, seq: NDArray[np.int64], insured: NDArray[np.bool_], paid: NDArray[np.bool_]
    ) -> None:
        joined, since = ~are_nulls(cut.column("joined_on")), ~are_nulls(cut.column("pension_since"))
        self._demand(seq, ~insured | joined, "有一段投保沒有加保日期。整份沒有採用；請機關查明後重送。")
        self._demand(seq, ~paid | since, "的年金沒有起始年月。整份沒有採用；請機關查明後重送。")
        for table, is_said in (("unit_kind", insured), ("pension_kind", paid)):
            known = words(table).of(cut.column(table)) > 0
            self._demand(seq, ~is_said | known, _UNKNOWN_CODE.format(table=table))

    def _number(self, fresh: NDArray[np.bool_]) -> NDArray[np.int64]:
        place = np.arange(len(fresh))
        start = np.maximum.accumulate(np.where(fresh, place, -self._rows))
        number = place - start + 1
        self._rows = int(number[-1])
        return number

    def _everybody_says_something(
        self,
        seq: NDArray[np.int64],
        status: NDArray[np.uint8],
        fresh: NDArray[np.bool_],
        says: NDArray[np.bool_],
    ) -> None:
        """Who is found has a period or a pension."""
        if fresh[0]:
            self.finish()
        starts = np.flatnonzero(fresh) if fresh[0] else np.concatenate(([0], np.flatnonzero(fresh)))
        each = np.logical_or.reduceat(says, starts)
        if not fresh[0]:
            each[0] |= self._says_something
        self._demand(seq[starts[:-1]], each[:-1], _EMPTY)
        self._seq, self._status, self._says_something = int(seq[-1]), int(status[-1]), bool(each[-1])

    def _demand(self, seq: NDArray[np.int64], right: NDArray[np.bool_], what: str) -> None:
        if not right.all():
            raise Unreadable(f"第 {int(seq[np.argmin(right)])} 位{what}")


_UNKNOWN_CODE = "用了格式表裡沒有的代碼（{table}）。請核對雙方的代碼表。"
_CONTRADICTION = "說是查無資料，卻又有投保或年金內容。整份沒有採用；請機關查明。"
_EMPTY = "說有資料，卻沒有投保也沒有年金。整份沒有採用；請機關查明。"
