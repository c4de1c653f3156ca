"""The answer file (LR): what the agency knows of each person, with control sums at the end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from welfare.connectors.labor_insurance import ms950
from welfare.connectors.labor_insurance.batch import Batch
from welfare.connectors.labor_insurance.blocks import Checker, Sums, blocks
from welfare.connectors.labor_insurance.layout import Kind, layout
from welfare.connectors.labor_insurance.lines import Unreadable, Value, read_field, read_line, write_line

Row = dict[str, Value]
SideTexts = dict[int, dict[str, Value]]
SIDE_FIELDS = frozenset({"name", "unit"})
_MOST_SIDE_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Head:
    """Which part of the answer to which query this is, and the day the register was read."""

    sender: str
    batch: Batch
    part: int
    parts: int
    as_of: date


def write_answer(head: Head, rows: Iterable[Row]) -> tuple[bytes, bytes]:
    """The file, and beside it the texts it cannot hold: UTF-8, one JSON object a line, or empty."""
    form = layout().answer
    header: Row = {
        "version": form.version,
        "sender": head.sender,
        "batch_on": head.batch.day,
        "batch": head.batch.number,
        "county": head.batch.county,
        "part": head.part,
        "parts": head.parts,
        "as_of": head.as_of,
    }
    lines, side, people = [write_line(form.header, header)[0]], [], set()
    sums = {"salary": 0, "pension_amount": 0}
    for number, row in enumerate(rows, start=1):
        line, incomplete = write_line(form.detail, row)
        lines.append(line)
        side += [{"row": number, "field": name, "text": text} for name, text in incomplete.items()]
        people.add(row["seq"])
        for name in sums:
            sums[name] += int(str(row[name]))
    totals: Row = {"rows": len(lines) - 1, "persons": len(people)}
    totals |= {"salaries": sums["salary"], "pensions": sums["pension_amount"]}
    lines.append(write_line(form.trailer, totals)[0])
    return b"".join(lines), "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in side).encode()


class Ends:
    """First and last line of an answer on disk: what it says of itself. Raises Unreadable."""

    def __init__(self, path: Path) -> None:
        form, size = layout().answer, path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4)
            if start.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
                raise Unreadable("檔案是 UTF-8 或 UTF-16，不是約定的 MS950 編碼。請機關轉碼後重送。")
            if size < 2 * form.line_bytes or size % form.line_bytes:
                raise Unreadable(
                    f"檔案長度不是每行 {form.detail.size} 位元組加換行的倍數，"
                    "可能只有一半或編碼不對。請機關重送。"
                )
            file.seek(0)
            header = read_line(form.header, file.read(form.line_bytes), 1)
            file.seek(size - form.line_bytes)
            self._trailer = read_line(form.trailer, file.read(), size // form.line_bytes)
        self.head = _head(header, form.version)
        self.rows = size // form.line_bytes - 2
        self.persons = int(str(self._trailer["persons"]))

    def compare(self, sums: Sums) -> None:
        """The control totals the agency wrote, and what the details add up to."""
        labels = {"rows": "筆數", "persons": "人數", "salaries": "投保薪資合計", "pensions": "年金合計"}
        for name, label in labels.items():
            written, found = self._trailer[name], getattr(sums, name)
            if written != found:
                raise Unreadable(
                    f"控制總數不符：檔尾的{label}是 {written}，實際是 {found}。請機關重送這一份。"
                )


class AnswerFile:
    """A checked answer on disk; gone through as often as one likes, a block at a time.

    Raises Unreadable when made: length, version, columns, order, encoding, control sums, side texts.
    """

    def __init__(self, path: Path, side: Path | None = None) -> None:
        self._form = layout().answer
        self._path = path
        ends = Ends(path)
        self.head, self.persons = ends.head, ends.persons
        checker = Checker(self._form)
        for block in blocks(path, self._form):
            checker.take(block)
        checker.finish()
        self.sums = checker.sums
        ends.compare(self.sums)
        self._side = read_side(side, path, self.sums.rows) if side else {}

    def people(self) -> Iterator[tuple[int, list[Row]]]:
        """Each person's number and rows."""
        for seq, rows in groupby(self._rows(), key=itemgetter("seq")):
            yield int(str(seq)), list(rows)

    def _rows(self) -> Iterator[Row]:
        detail, number = self._form.detail, 0
        known: dict[tuple[Kind, bytes], Value] = {}
        for block in blocks(self._path, self._form):
            for parts in detail.cutter.iter_unpack(block.tobytes()):
                number += 1
                row: Row = {}
                for field, content in zip(detail.fields, parts, strict=True):
                    value = known.get((field.kind, content))
                    if value is None:
                        value = read_field(field, content, number + 1, detail.mark)
                        if field.kind in _OFTEN_THE_SAME and len(known) < _REMEMBERED:
                            known[field.kind, content] = value
                    row[field.name] = value
                row |= self._side.get(number, {})
                yield row


_REMEMBERED = 100_000
_OFTEN_THE_SAME = frozenset({Kind.TEXT, Kind.ROC_DATE, Kind.ROC_MONTH})


def _head(header: Row, version: str) -> Head:
    if header["version"] != version:
        raise Unreadable(f"回覆檔版本不是 {version}。請和機關核對雙方使用的格式版本。")
    day, as_of = header["batch_on"], header["as_of"]
    if not isinstance(day, date) or not isinstance(as_of, date):
        raise Unreadable("檔頭沒有批次日期或資料日期。請機關重送。")
    batch = Batch(str(header["county"]), day, int(str(header["batch"])))
    return Head(str(header["sender"]), batch, int(str(header["part"])), int(str(header["parts"])), as_of)


def read_side(side: Path, path: Path, rows: int) -> SideTexts:
    """Row → field → the whole text, which says more than its line and never something else.

    Raises Unreadable.
    """
    found = _side(side, rows)
    form = layout().answer
    with path.open("rb") as file:
        for number, texts in found.items():
            file.seek(number * form.line_bytes)
            line = file.read(form.line_bytes)
            for name, text in texts.items():
                field = form.detail.field(name)
                if ms950.encode(str(text), field.size)[0] != line[field.start : field.end]:
                    raise Unreadable(f"補字檔第 {number} 筆的 {name} 和主檔不同。請機關查明後重送。")
    return found


def _side(path: Path, rows: int) -> SideTexts:
    found: SideTexts = {}
    if path.stat().st_size > _MOST_SIDE_BYTES:
        raise Unreadable("補字檔大得不合理。請機關查明後重送。")
    try:
        for line in filter(None, path.read_text("utf-8").split("\n")):
            said: dict[str, Any] = json.loads(line)
            row, name, text = said["row"], said["field"], said["text"]
            if not (
                isinstance(row, int) and 0 < row <= rows and name in SIDE_FIELDS and isinstance(text, str)
            ):
                raise ValueError(name)
            found.setdefault(row, {})[name] = text
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable("補字檔讀不出來，或說的不是主檔裡的欄位。請機關查明後重送。") from None
    return found
