"""Single cells and lines of a list, as the layout says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from welfare.connectors.transport.list_files.layout import Column, Kind, ListLayout, code_of
from welfare.connectors.transport.sealed_files.connector import Unreadable
from welfare.foundation.roc_calendar import BadRocDate, parse_roc, roc_year
from welfare.lookup.ports import Absent

MOST_LINE_BYTES = 1 << 14
_MOST_DIGITS = 12


def line(layout: ListLayout, cells: Sequence[str]) -> str:
    """One line with its end. Raises ValueError for what would break it."""
    if any(sign in cell for cell in cells for sign in "\r\n\0"):
        raise ValueError("a cell holds no line ends")
    out = io.StringIO()
    csv.writer(out, delimiter=layout.separator, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def lines(layout: ListLayout, path: Path) -> Iterator[list[str]]:
    """The cells of every line, one line at a time in memory. Raises Unreadable naming the line."""
    with path.open("rb") as file:
        number = 0
        while content := file.readline(MOST_LINE_BYTES):
            number += 1
            if not content.endswith(b"\n"):
                raise Unreadable(f"第 {number} 行太長，或檔案只到一半。請機關重送。")
            yield _cells(layout, content, number)


def _cells(layout: ListLayout, content: bytes, number: int) -> list[str]:
    try:
        text = content.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        if "\0" in text or "\r" in text:
            raise Unreadable(f"第 {number} 行有不能用的字元。請機關查明後重送。")
        (cells,) = csv.reader([text], delimiter=layout.separator, strict=True)
    except UnicodeDecodeError:
        raise Unreadable(f"第 {number} 行不是 UTF-8 編碼。請機關用約定的編碼重送。") from None
    except (csv.Error, ValueError):
        raise Unreadable(f"第 {number} 行的欄位分不開。請機關查明後重送。") from None
    return cells


def write_cell(layout: ListLayout, column: Column, value: Any) -> str:
    """Raises ValueError for a value that has no form."""
    if isinstance(value, Absent):
        if not column.may_be_absent:
            raise ValueError(f"{column.name} may not be absent")
        return next(sign for sign, null in layout.nulls.items() if null is value)
    if column.kind is Kind.DATE:
        return roc_digits(value)
    if column.kind is Kind.FLAG:
        return "Y" if value else "N"
    if column.kind is Kind.CODE:
        return code_of(layout.codes[column.table], value.value)
    if column.kind is Kind.TEXTS:
        if not value or not all(value) or any("+" in each for each in value):
            raise ValueError(f"{column.name} cannot be joined")
        return _escaped(layout, "+".join(value))
    text = str(value)
    if not text:
        raise ValueError(f"{column.name} is empty")
    return _escaped(layout, text) if column.kind is Kind.TEXT else text


def read_cell(layout: ListLayout, column: Column, cell: str) -> Any:
    """A code becomes its word. Raises ValueError or BadRocDate."""
    if cell in layout.nulls:
        if not column.may_be_absent:
            raise ValueError("may not be absent")
        return layout.nulls[cell]
    if not cell:
        raise ValueError("empty is not a value")
    if column.kind is Kind.DATE:
        return parse_roc(cell)
    if column.kind is Kind.FLAG:
        return {"Y": True, "N": False}[cell]
    if column.kind is Kind.CODE:
        return layout.codes[column.table][cell]
    if column.kind in {Kind.NUMBER, Kind.AMOUNT}:
        return digits(cell)
    text = cell.removeprefix("\\")
    return tuple(text.split("+")) if column.kind is Kind.TEXTS else text


def read_cells(layout: ListLayout, columns: Sequence[Column], cells: list[str], seq: int) -> dict[str, Any]:
    """Raises Unreadable naming the person's number and the column, never its content."""
    if len(cells) != len(columns):
        raise Unreadable(f"第 {seq} 位有一行應有 {len(columns)} 欄，實際 {len(cells)} 欄。請機關重送。")
    found = {}
    for column, cell in zip(columns, cells, strict=True):
        try:
            found[column.name] = read_cell(layout, column, cell)
        except (ValueError, LookupError, BadRocDate):
            raise Unreadable(
                f"第 {seq} 位的 {column.name} 讀不出來，或代碼不在格式表裡。請機關查明後重送。"
            ) from None
    return found


def digits(cell: str) -> int:
    """Raises ValueError."""
    if not (cell.isascii() and cell.isdigit()) or len(cell) > _MOST_DIGITS:
        raise ValueError("digits expected")
    return int(cell)


def roc_digits(day: date) -> str:
    """1151122; "-" in front for a day before ROC 1."""
    year = roc_year(day)
    return f"{'-' if year < 0 else ''}{abs(year):03d}{day.month:02d}{day.day:02d}"


def _escaped(layout: ListLayout, text: str) -> str:
    """A text that looks like a sign for nothing gets a backslash in front."""
    return f"\\{text}" if text in layout.nulls or text.startswith("\\") else text
