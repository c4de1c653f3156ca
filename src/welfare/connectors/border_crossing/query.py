"""The question as CSV: who, and from which day to which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from welfare.connectors.border_crossing.layout import layout
from welfare.connectors.border_crossing.table import (
    Unreadable,
    read_count,
    read_date,
    read_day,
    read_table,
    write_date,
    write_table,
)

NATIONAL_ID = re.compile(r"[A-Z][0-9A-Z][0-9]{8}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One person: `birth_on` None is asked by number alone."""

    seq: int
    national_id: str
    birth_on: date | None
    since: date
    until: date


def write_query(asked: Iterable[Asked]) -> bytes:
    return write_table(layout().query, map(_row, asked))


def read_query(content: bytes) -> Iterator[Asked]:
    """Raises Unreadable."""
    for line, row in read_table(content, layout().query):
        if not NATIONAL_ID.fullmatch(row["id"]):
            raise Unreadable(f"附件第 {line} 行的統一編號格式不對。請重寄。")
        birth = read_date(row["birth"], line)
        yield Asked(
            read_count(row["seq"], line),
            row["id"],
            birth if isinstance(birth, date) else None,
            read_day(row["from"], line),
            read_day(row["to"], line),
        )


def cut(content: bytes, most_bytes: int) -> list[bytes]:
    """The same CSV in pieces of at most `most_bytes` (a line at least), each with the header."""
    head, *lines = content.splitlines(keepends=True)
    pieces, size = [[head]], len(head)
    for line in lines:
        if size + len(line) > most_bytes and len(pieces[-1]) > 1:
            pieces.append([head])
            size = len(head)
        pieces[-1].append(line)
        size += len(line)
    return [b"".join(piece) for piece in pieces]


def _row(asked: Asked) -> dict[str, str]:
    return {
        "seq": str(asked.seq),
        "id": asked.national_id,
        "birth": write_date(asked.birth_on),
        "from": write_date(asked.since),
        "to": write_date(asked.until),
    }
