"""CSV as the two sides exchange it: strict, UTF-8, ROC dates, three nulls; nothing a spreadsheet guessed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from welfare.connectors.border_crossing.layout import layout
from welfare.foundation.roc_calendar import BadRocDate, is_before_roc, parse_roc, to_compact
from welfare.lookup.ports import Absent

NONE, UNKNOWN, WITHHELD = "0000000", "", "9999999"
_DATE, _COUNT = re.compile(r"[0-9]{7}"), re.compile(r"[0-9]{1,7}")
_ABSENT = {NONE: Absent.NONE, UNKNOWN: Absent.UNKNOWN, WITHHELD: Absent.WITHHELD}
_WRITTEN = {absent: text for text, absent in _ABSENT.items()}

Row = Mapping[str, str]


class Unreadable(Exception):
    """Text for the operator: what is wrong and how to mend it, no personal data."""


def write_table(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """CRLF; a column a row does not have stays blank."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(layout().charset)


def read_table(content: bytes, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """Line number (the header is 1) and row. Raises Unreadable."""
    try:
        text = content.decode(layout().charset).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise Unreadable("附件的編碼不是 UTF-8（可能是 Big5）。請機關另存成 UTF-8 的 CSV 重寄。") from None
    if "\0" in text:
        raise Unreadable("附件裡有不該有的位元組，不是 CSV。請機關重寄。")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = next(reader, [])
        if tuple(head) != tuple(columns):
            raise Unreadable("附件的欄位名稱和約定不同。請機關依約定的欄位重寄。")
        for cells in reader:
            if len(cells) != len(columns):
                raise Unreadable(f"附件第 {reader.line_num} 行的欄數不對。請機關重寄。")
            yield reader.line_num, dict(zip(columns, cells, strict=True))
    except csv.Error:
        raise Unreadable(f"附件第 {reader.line_num} 行的引號或換行不合 CSV。請機關重寄。") from None


def write_date(day: date | Absent | None) -> str:
    """A day before ROC 1 has no seven digits and travels as not known."""
    if isinstance(day, Absent):
        return _WRITTEN[day]
    return UNKNOWN if day is None or is_before_roc(day) else to_compact(day)


def read_date(text: str, line: int) -> date | Absent:
    """Raises Unreadable."""
    if text in _ABSENT:
        return _ABSENT[text]
    try:
        if _DATE.fullmatch(text):
            return parse_roc(text)
    except (BadRocDate, ValueError):
        pass
    raise Unreadable(f"附件第 {line} 行的日期不是七碼民國日期（試算表會去掉開頭的 0）。請機關重寄。")


def read_day(text: str, line: int) -> date:
    """A day that must be there. Raises Unreadable."""
    day = read_date(text, line)
    if isinstance(day, Absent):
        raise Unreadable(f"附件第 {line} 行缺少日期。請機關補上後重寄。")
    return day


def read_count(text: str, line: int) -> int:
    """ASCII digits only. Raises Unreadable."""
    if not _COUNT.fullmatch(text):
        raise Unreadable(f"附件第 {line} 行該是數字的地方不是數字。請機關重寄。")
    return int(text)
