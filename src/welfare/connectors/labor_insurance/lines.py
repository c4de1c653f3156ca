"""Single lines of the agency's files, field by field, as the layout says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from welfare.connectors.labor_insurance import ms950
from welfare.connectors.labor_insurance.layout import END, Field, Kind, Record
from welfare.connectors.transport.sealed_files import connector as sealed_files
from welfare.foundation.roc_calendar import (
    BadRocDate,
    NotRepresentable,
    parse_roc,
    parse_roc_month,
    to_compact,
    to_compact_month,
)
from welfare.lookup.ports import Absent

Value = str | int | date | Absent
_DATES = frozenset({Kind.ROC_DATE, Kind.ROC_MONTH})
_FILLER = {Absent.NONE: b"0", Absent.UNKNOWN: b" ", Absent.WITHHELD: b"9"}
_NULLS = {filler: null for null, filler in _FILLER.items()}


class Unreadable(sealed_files.Unreadable):
    """A file that does not follow this layout."""


def write_line(record: Record, values: Mapping[str, Value]) -> tuple[bytes, dict[str, str]]:
    """One line with its end, and every text it could not say in full, by field.

    Raises ValueError when a number or code does not fit: those are never cut.
    """
    packed, incomplete = bytearray(), {}
    for field in record.fields:
        value = values.get(field.name, "")
        if field.kind is Kind.TEXT:
            content, whole = ms950.encode(str(value), field.size)
            if not whole:
                incomplete[field.name] = str(value)
        else:
            content = _plain(field, value, record.mark)
        packed += content
    return bytes(packed) + END, incomplete


def _plain(field: Field, value: Value, mark: str) -> bytes:
    if field.kind in _DATES:
        content = _date(field, value)
    elif field.kind is Kind.DIGITS:
        content = f"{int(str(value)):0{field.size}d}".encode()
    else:
        text = mark if field.kind is Kind.MARK else str(value)
        content = text.encode("ascii").ljust(field.size)
    if len(content) != field.size:
        raise ValueError(f"{field.name} does not fit into {field.size} bytes")
    return content


def _date(field: Field, value: Value) -> bytes:
    """Before ROC 1 there is no such form: not known, to the reader of the file."""
    if isinstance(value, Absent):
        return _FILLER[value] * field.size
    if not isinstance(value, date):
        raise ValueError(f"{field.name} is not a date")
    try:
        text = to_compact(value) if field.kind is Kind.ROC_DATE else to_compact_month(value)
    except NotRepresentable:
        return _FILLER[Absent.UNKNOWN] * field.size
    return text.encode()


def read_line(record: Record, line: bytes, number: int) -> dict[str, Value]:
    """The fields of one line, `number` counting from 1. Raises Unreadable."""
    if len(line) != record.size + len(END) or not line.endswith(END):
        raise Unreadable(f"第 {number} 行不是 {record.size} 位元組加換行。檔案可能不完整，請機關重送。")
    parts = record.cutter.unpack(line)
    return {
        field.name: read_field(field, part, number, record.mark)
        for field, part in zip(record.fields, parts, strict=True)
    }


def read_field(field: Field, content: bytes, number: int, mark: str = "") -> Value:
    """Raises Unreadable naming the line and the field, never its content."""
    try:
        if field.kind is Kind.TEXT:
            return ms950.decode(content)
        if field.kind is Kind.DIGITS:
            return _digits(content)
        if field.kind in _DATES:
            return read_date(content, field.kind)
        text = content.rstrip(b" ").decode("ascii")
    except UnicodeDecodeError:
        raise Unreadable(f"第 {number} 行的 {field.name} 不是 MS950 編碼。請機關用約定的編碼重送。") from None
    except ValueError:
        raise Unreadable(f"第 {number} 行的 {field.name} 讀不出來。請機關查明後重送。") from None
    if field.kind is Kind.MARK and text != mark:
        raise Unreadable(f"第 {number} 行應該以 {mark} 開頭。檔案可能不完整，請機關重送。")
    return text


def _digits(content: bytes) -> int:
    if not content.isdigit():
        raise ValueError("digits expected")
    return int(content)


def read_date(content: bytes, kind: Kind) -> date | Absent:
    """Raises ValueError."""
    null = _NULLS.get(content[:1])
    if null is not None and content == content[:1] * len(content):
        return null
    try:
        if not content.isdigit():
            raise ValueError("digits expected")
        text = content.decode("ascii")
        return parse_roc(text) if kind is Kind.ROC_DATE else parse_roc_month(text)
    except BadRocDate:
        raise ValueError("not a day") from None
