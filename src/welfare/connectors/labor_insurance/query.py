"""The query file (LQ): who is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from welfare.connectors.labor_insurance import ms950
from welfare.connectors.labor_insurance.batch import Batch
from welfare.connectors.labor_insurance.layout import END, layout
from welfare.connectors.labor_insurance.lines import Unreadable, Value, read_line, write_line
from welfare.lookup.ports import Absent


@dataclass(frozen=True, slots=True)
class Asked:
    """One person asked about. A birth date before ROC 1 does not fit and travels as not known."""

    seq: int
    national_id: str
    birth_on: date | None
    case_number: str


@dataclass(frozen=True, slots=True)
class Query:
    sender: str
    batch: Batch
    lines: tuple[Asked, ...]


def write_query(query: Query) -> bytes:
    """The whole file. Raises ValueError when a value does not fit its field."""
    form = layout().query
    header: dict[str, Value] = {
        "version": form.version,
        "sender": query.sender,
        "batch_on": query.batch.day,
        "batch": query.batch.number,
        "county": query.batch.county,
    }
    details = [write_line(form.detail, _row(line))[0] for line in query.lines]
    trailer = write_line(form.trailer, {"rows": len(query.lines)})[0]
    return b"".join((write_line(form.header, header)[0], *details, trailer))


def _row(line: Asked) -> dict[str, Value]:
    if ms950.width(line.case_number) > layout().query.detail.field("case_number").size:
        raise ValueError("case_number does not fit")
    return {
        "seq": line.seq,
        "national_id": line.national_id,
        "birth_on": line.birth_on or Absent.UNKNOWN,
        "case_number": line.case_number,
    }


def read_query(content: bytes) -> Query:
    """Raises Unreadable: wrong length, version, count."""
    form = layout().query
    lines = _lines(content, form.line_bytes)
    header = read_line(form.header, lines[0], 1)
    details = [read_line(form.detail, line, number) for number, line in enumerate(lines[1:-1], start=2)]
    trailer = read_line(form.trailer, lines[-1], len(lines))
    if header["version"] != form.version:
        raise Unreadable(f"版本不是 {form.version}。請核對雙方使用的格式版本。")
    if trailer["rows"] != len(details):
        raise Unreadable(f"檔尾寫 {trailer['rows']} 筆，實際有 {len(details)} 筆。請重送。")
    day = header["batch_on"]
    if not isinstance(day, date):
        raise Unreadable("檔頭沒有日期。請重送。")
    batch = Batch(str(header["county"]), day, int(str(header["batch"])))
    return Query(str(header["sender"]), batch, tuple(map(_asked, details)))


def _lines(content: bytes, size: int) -> list[bytes]:
    if len(content) < 2 * size or len(content) % size:
        raise Unreadable(f"每行應為 {size - len(END)} 位元組加換行，檔案長度不合。檔案可能只有一半，請重送。")
    return [content[start : start + size] for start in range(0, len(content), size)]


def _asked(row: dict[str, Value]) -> Asked:
    birth = row["birth_on"]
    return Asked(
        seq=int(str(row["seq"])),
        national_id=str(row["national_id"]),
        birth_on=birth if isinstance(birth, date) else None,
        case_number=str(row["case_number"]),
    )
