"""The answer as CSV: years and stays abroad of each person, rows of one person together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from welfare.connectors.border_crossing.counting import days_abroad, last_entry, last_exit, years
from welfare.connectors.border_crossing.layout import layout
from welfare.connectors.border_crossing.query import NATIONAL_ID
from welfare.connectors.border_crossing.table import (
    Row,
    Unreadable,
    read_count,
    read_date,
    read_day,
    read_table,
    write_date,
    write_table,
)
from welfare.lookup.ports import Absence, Absent, Stay

FOUND = "found"
_EMPTY = ("year", "from", "to", "days_in", "days_out", "last_exit", "last_entry")


@dataclass(slots=True)
class Said:
    """What the agency wrote about one person: a word, and with "found" the stay."""

    seq: int
    national_id: str
    word: str
    stay: Stay | None = None
    name: str = ""


@dataclass(slots=True)
class _Person:
    """Rows of one person while they are read."""

    seq: int
    national_id: str
    word: str
    line: int
    years: list[tuple[date, date, int, int]] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    last: tuple[date | Absent, date | Absent] = (Absent.NONE, Absent.NONE)


def write_answer(people: Iterable[Said]) -> bytes:
    return write_table(layout().answer, (row for said in people for row in _rows(said)))


def _rows(said: Said) -> Iterator[dict[str, str]]:
    person = {
        "kind": layout().year,
        "seq": str(said.seq),
        "id": said.national_id,
        "name": said.name,
        "status": layout().status_code(said.word),
    }
    if said.stay is None:
        yield person
        return
    absences = said.stay.absences
    for first, last in years(said.stay.since, said.stay.until):
        abroad = sum(days_abroad(each, first, last) for each in absences)
        yield person | {
            "year": write_date(first)[:3],
            "from": write_date(first),
            "to": write_date(last),
            "days_in": str((last - first).days + 1 - abroad),
            "days_out": str(abroad),
            "last_exit": write_date(last_exit(absences, last)),
            "last_entry": write_date(last_entry(absences, last)),
        }
    for each in absences:
        period = {"from": write_date(each.exited_on), "to": write_date(each.entered_on)}
        yield person | {"kind": layout().absence} | period


def read_answer(content: bytes) -> list[Said]:
    """Raises Unreadable."""
    found: list[_Person] = []
    seen: set[int] = set()
    for line, row in read_table(content, layout().answer):
        seq = read_count(row["seq"], line)
        if not found or found[-1].seq != seq:
            if seq in seen:
                raise Unreadable(f"附件第 {line} 行：同一位的資料沒有放在一起。請機關重寄。")
            seen.add(seq)
            found.append(_begun(row, seq, line))
        _add(found[-1], row, line)
    return [_said(person) for person in found]


def _begun(row: Row, seq: int, line: int) -> _Person:
    word = layout().status.get(row["status"])
    if word is None or not NATIONAL_ID.fullmatch(row["id"]):
        raise Unreadable(f"附件第 {line} 行的狀態代碼或統一編號不合約定。請機關重寄。")
    return _Person(seq, row["id"], word, line)


def _add(person: _Person, row: Row, line: int) -> None:
    if (row["id"], layout().status.get(row["status"])) != (person.national_id, person.word):
        raise Unreadable(f"附件第 {line} 行和同一位的前一行不一致。請機關查明後重寄。")
    if person.word != FOUND:
        if line != person.line or row["kind"] != layout().year or any(row[name] for name in _EMPTY):
            raise Unreadable(f"附件第 {line} 行說沒有資料，卻又有內容。請機關查明後重寄。")
    elif row["kind"] == layout().year:
        counts = read_count(row["days_in"], line), read_count(row["days_out"], line)
        person.years.append((read_day(row["from"], line), read_day(row["to"], line), *counts))
        person.last = read_date(row["last_exit"], line), read_date(row["last_entry"], line)
    elif row["kind"] == layout().absence:
        person.absences.append(_absence(row, line))
    else:
        raise Unreadable(f"附件第 {line} 行的類別不合約定。請機關重寄。")


def _absence(row: Row, line: int) -> Absence:
    left, back = read_day(row["from"], line), read_date(row["to"], line)
    if back in {Absent.UNKNOWN, Absent.WITHHELD}:
        raise Unreadable(f"附件第 {line} 行沒有入境日期，也沒有寫還在國外。請機關補上後重寄。")
    if isinstance(back, date) and back < left:
        raise Unreadable(f"附件第 {line} 行：入境早於出境。請機關查明後重寄。")
    return Absence(left, back)


def _said(person: _Person) -> Said:
    if person.word != FOUND:
        return Said(person.seq, person.national_id, person.word)
    where = f"附件第 {person.line} 行起的這一位"
    if not person.years:
        raise Unreadable(f"{where}沒有任何年度。請機關補上後重寄。")
    following = person.years[0][0]
    for first, last, inside, outside in person.years:
        if first != following or last < first or inside + outside != (last - first).days + 1:
            raise Unreadable(f"{where}的年度不連續，或在臺加出境天數不等於那段日數。請機關查明後重寄。")
        if outside != sum(days_abroad(each, first, last) for each in person.absences):
            raise Unreadable(f"{where}的出境天數和出入境紀錄算起來不同。請機關查明計算方式後重寄。")
        following = last + timedelta(days=1)
    return Said(person.seq, person.national_id, person.word, _stay(person))


def _stay(person: _Person) -> Stay:
    return Stay(
        since=person.years[0][0],
        until=person.years[-1][1],
        days_in_taiwan=sum(each[2] for each in person.years),
        days_abroad=sum(each[3] for each in person.years),
        last_exit_on=person.last[0],
        last_entry_on=person.last[1],
        absences=tuple(person.absences),
    )
