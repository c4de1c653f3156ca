"""The query list: who asks, why, and about whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from welfare.connectors.transport.list_files.cells import digits, line, lines, roc_digits
from welfare.connectors.transport.list_files.names import Batch
from welfare.connectors.transport.list_files.register import Register
from welfare.connectors.transport.sealed_files.connector import Unreadable
from welfare.foundation.roc_calendar import BadRocDate, parse_roc
from welfare.lookup.ports import LookupPurpose, Subject

HEADER, DETAIL, TRAILER = "H", "D", "T"


@dataclass(frozen=True, slots=True)
class Asked:
    """One person asked about; `is_listed`: all questions, else only those about everybody."""

    seq: int
    subject: Subject
    case_number: str
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Query:
    sender: str
    batch: Batch
    purpose: LookupPurpose
    lines: tuple[Asked, ...]


def write_query(register: Register, query: Query) -> bytes:
    """The whole file."""
    layout, purpose = register.layout, query.purpose
    head = [HEADER, layout.query_version, query.sender, *batch_cells(query.batch), purpose.purpose_code]
    rows = [[*head, purpose.legal_basis, purpose.officer_reference]]
    for each in query.lines:
        birth = roc_digits(each.subject.birth_on) if each.subject.birth_on else "?"
        listed = "Y" if each.is_listed else "N"
        rows.append([DETAIL, str(each.seq), each.subject.national_id, birth, each.case_number, listed])
    rows.append([TRAILER, str(len(query.lines))])
    return "".join(line(layout, row) for row in rows).encode()


def read_query(register: Register, content: bytes) -> Query:
    """Raises Unreadable."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "query"
        path.write_bytes(content)
        rows = list(lines(register.layout, path))
    try:
        (_, version, sender, county, day, number, purpose, basis, operator), *details, (mark, total) = rows
        if (version, mark, digits(total)) != (register.layout.query_version, TRAILER, len(details)):
            raise Unreadable("查詢檔的版本或筆數不對。請核對雙方的格式。")
        batch = read_batch(county, day, number)
        reason = LookupPurpose(register.names.reference(batch), basis, purpose, operator)
        return Query(sender, batch, reason, tuple(_asked(*row) for row in details))
    except (ValueError, TypeError, LookupError, BadRocDate) as bad:
        raise bad if isinstance(bad, Unreadable) else Unreadable("查詢檔讀不出來。請重送。") from None


def _asked(mark: str, seq: str, national_id: str, birth: str, case_number: str, listed: str) -> Asked:
    if mark != DETAIL:
        raise ValueError(mark)
    birth_on: date | None = None if birth == "?" else parse_roc(birth)
    return Asked(digits(seq), Subject(national_id, birth_on), case_number, {"Y": True, "N": False}[listed])


def batch_cells(batch: Batch) -> list[str]:
    return [batch.county, roc_digits(batch.day), str(batch.number)]


def read_batch(county: str, day: str, number: str) -> Batch:
    """Raises ValueError or BadRocDate."""
    if len(county) != 5 or not digits(number):
        raise ValueError("no batch")
    digits(county)
    return Batch(county, parse_roc(day), int(number))
