"""The answer list: for each person and question an outcome and its records, with control sums at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from welfare.connectors.transport.list_files.cells import digits, line, lines, roc_digits
from welfare.connectors.transport.list_files.layout import Kind
from welfare.connectors.transport.list_files.names import Batch
from welfare.connectors.transport.list_files.query import DETAIL, HEADER, TRAILER, batch_cells, read_batch
from welfare.connectors.transport.list_files.register import Register
from welfare.connectors.transport.sealed_files.connector import Unreadable
from welfare.foundation.roc_calendar import BadRocDate, parse_roc


@dataclass(frozen=True, slots=True)
class Head:
    """Which part of the answer to which query this is, and the day the register was read."""

    sender: str
    batch: Batch
    part: int
    parts: int
    as_of: date


@dataclass(frozen=True, slots=True)
class Row:
    """`outcome` is a word; `cells` are there exactly when something was found."""

    seq: int
    national_id: str
    question: str
    outcome: str
    cells: list[str]


@dataclass(slots=True)
class Sums:
    """`amounts`: NT$ of all columns of that kind, what is absent left out."""

    rows: int = 0
    persons: int = 0
    found: int = 0
    amounts: int = 0

    def cells(self) -> list[str]:
        return [str(each) for each in (self.rows, self.persons, self.found, self.amounts)]


def write_answer(register: Register, head: Head, rows: Iterable[Row]) -> tuple[bytes, int]:
    """The file and its number of detail lines."""
    layout, sums, seen = register.layout, Sums(), 0
    codes = {word: code for code, word in layout.outcomes.items()}
    top = [HEADER, layout.answer_version, head.sender, *batch_cells(head.batch)]
    written = [line(layout, [*top, str(head.part), str(head.parts), roc_digits(head.as_of)])]
    for row in rows:
        start = [DETAIL, str(row.seq), row.national_id, row.question, codes[row.outcome]]
        written.append(line(layout, [*start, *row.cells]))
        seen = _count(register, sums, row, seen)
    written.append(line(layout, [TRAILER, *sums.cells()]))
    return "".join(written).encode(), sums.rows


def _count(register: Register, sums: Sums, row: Row, last: int) -> int:
    """Add a row to the sums. Returns the person it is about."""
    sums.rows += 1
    sums.persons += row.seq != last
    sums.found += bool(row.cells)
    for column, cell in zip(register.layout.questions[row.question], row.cells, strict=False):
        if column.kind is Kind.AMOUNT and cell.isdigit():
            sums.amounts += int(cell)
    return row.seq


class AnswerList:
    """A checked answer on disk; gone through as often as one likes, a line at a time.

    Raises Unreadable when made: version, order, encoding, control sums.
    """

    def __init__(self, path: Path, register: Register) -> None:
        self._path, self._register = path, register
        self.head, self.sums = self._check()

    def people(self) -> Iterator[tuple[int, list[Row]]]:
        """Each person's number and rows."""
        for seq, rows in groupby(self._rows(), key=lambda row: row.seq):
            yield seq, list(rows)

    def _check(self) -> tuple[Head, Sums]:
        sums, last = Sums(), 0
        for row in self._rows():
            if row.seq < last:
                raise Unreadable(f"第 {row.seq} 位的各行沒有排在一起。整份沒有採用；請機關重送。")
            last = _count(self._register, sums, row, last)
        first, end = None, None
        for cells in lines(self._register.layout, self._path):
            first, end = first or cells, cells
        if first is None or end is None or end[:1] != [TRAILER]:
            raise Unreadable("檔案沒有檔尾，可能只到一半。請機關重送。")
        labels = ("筆數", "人數", "查到的筆數", "金額合計")
        if len(end) != len(labels) + 1:
            raise Unreadable("檔尾的控制總數不齊。請機關重送。")
        for label, written, found in zip(labels, end[1:], sums.cells(), strict=True):
            if written != found:
                raise Unreadable(f"控制總數不符：檔尾的{label}和實際不同。請機關重送這一份。")
        return _head(first, self._register.layout.answer_version), sums

    def _rows(self) -> Iterator[Row]:
        """Detail lines; what follows the trailer, and any other line, is refused."""
        is_over = False
        for number, cells in enumerate(lines(self._register.layout, self._path), start=1):
            mark = cells[0] if cells else ""
            if is_over or (mark == HEADER) != (number == 1) or mark not in {HEADER, DETAIL, TRAILER}:
                raise Unreadable(f"第 {number} 行不是檔頭、明細或檔尾該在的地方。請機關查明後重送。")
            is_over = mark == TRAILER
            if mark == DETAIL:
                yield self._row(cells, number)

    def _row(self, cells: list[str], number: int) -> Row:
        try:
            _, seq, national_id, question, code, *rest = cells
            outcome = self._register.layout.outcomes[code]
            if question not in self._register.layout.questions or not national_id:
                raise ValueError(question)
            row = Row(digits(seq), national_id, question, outcome, rest)
        except (ValueError, LookupError):
            raise Unreadable(f"第 {number} 行讀不出來，或用了格式表裡沒有的代碼。請機關重送。") from None
        if bool(rest) != (outcome == "found"):
            raise Unreadable(f"第 {number} 行自相矛盾：說查到卻沒有資料，或相反。整份沒有採用；請機關查明。")
        return row


def by_question(rows: list[Row]) -> dict[str, list[Row]]:
    """Raises Unreadable when the rows of a question do not stand together."""
    found: dict[str, list[Row]] = {}
    for question, of_it in groupby(rows, key=lambda row: row.question):
        if question in found:
            raise Unreadable(f"第 {rows[0].seq} 位的 {question} 沒有排在一起。整份沒有採用；請機關重送。")
        found[question] = list(of_it)
    return found


def _head(cells: list[str], version: str) -> Head:
    try:
        _, said, sender, county, day, number, part, parts, as_of = cells
        if said != version:
            raise Unreadable(f"回覆檔版本不是 {version}。請和機關核對雙方使用的格式版本。")
        head = Head(sender, read_batch(county, day, number), digits(part), digits(parts), parse_roc(as_of))
    except (ValueError, BadRocDate) as bad:
        raise bad if isinstance(bad, Unreadable) else Unreadable("檔頭讀不出來。請機關重送。") from None
    if not 0 < head.part <= head.parts:
        raise Unreadable("檔頭的分件號碼不對。請機關重送。")
    return head
