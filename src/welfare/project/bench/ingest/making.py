"""Answers of the labour-insurance register by the million: invented, and the same every time.

A parcel asks about 100,000 people who have two rows on average. Nobody has such a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from welfare.connectors.labor_insurance.answer import Head, write_answer
from welfare.connectors.labor_insurance.batch import Batch
from welfare.connectors.labor_insurance.layout import END, Field, layout
from welfare.connectors.labor_insurance.query import Query, write_query

COUNTY, SENDER, AS_OF = "10015", "TESTMOHW01", date(2026, 11, 1)
PEOPLE_A_PARCEL = 100_000
_ROWS_EACH = np.array([2, 1, 3, 2])
_BLANK = ord(" ")
Lines = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Made:
    """One parcel: what we asked, and the agency's answer before it is sealed."""

    batch: Batch
    people: int
    rows: int
    query: bytes
    answer: bytes


def parcels(rows: int, people_a_parcel: int = PEOPLE_A_PARCEL) -> Iterator[Made]:
    """As many as the rows need; the last one is smaller."""
    number = 0
    while rows > 0:
        number += 1
        each = np.resize(_ROWS_EACH, people_a_parcel)
        people = int(np.searchsorted(np.cumsum(each), rows)) + 1
        each = each[:people]
        each[-1] -= max(0, int(each.sum()) - rows)
        made = _parcel(number, each)
        rows -= made.rows
        yield made


def _parcel(number: int, each: NDArray[np.int64]) -> Made:
    chance = np.random.default_rng(number)
    batch, people = Batch(COUNTY, AS_OF, number), len(each)
    seq = np.arange(1, people + 1)
    ids = np.char.add("A1", np.char.zfill((number * PEOPLE_A_PARCEL + seq).astype(str), 8)).astype("S10")
    details = _details(chance, seq, ids, each)
    return Made(batch, people, len(details), _query(batch, seq, ids), _answer(batch, people, details))


def _query(batch: Batch, seq: NDArray[np.int64], ids: NDArray[np.bytes_]) -> bytes:
    form = layout().query
    lines = _lines(len(seq), form.line_bytes, form.detail.mark)
    _put(lines, form.detail.field("seq"), _figures(seq, 8))
    _put(lines, form.detail.field("national_id"), ids)
    header, trailer = _ends(write_query(Query(SENDER, batch, ())), form.line_bytes)
    rows = form.trailer.field("rows")
    return header + lines.tobytes() + _with(trailer, rows, len(seq))


def _answer(batch: Batch, people: int, details: Lines) -> bytes:
    form = layout().answer
    header, trailer = _ends(write_answer(Head(SENDER, batch, 1, 1, AS_OF), ())[0], form.line_bytes)
    sums = {"rows": len(details), "persons": people}
    for name, column in (("salaries", "salary"), ("pensions", "pension_amount")):
        field = form.detail.field(column)
        sums[name] = int(np.array(_texts(details, field), np.int64).sum())
    for name, figure in sums.items():
        trailer = _with(trailer, form.trailer.field(name), figure)
    return header + details.tobytes() + trailer


def _details(
    chance: np.random.Generator, seq: NDArray[np.int64], ids: NDArray[np.bytes_], each: NDArray[np.int64]
) -> Lines:
    who = np.repeat(np.arange(len(seq)), each)
    form, count = layout().answer, len(who)
    status = np.where(chance.random(len(seq)) < 0.8, b"1", b"2")
    status[(each == 1) & (chance.random(len(seq)) < 0.3)] = b"9"
    status[(each == 1) & (chance.random(len(seq)) < 0.02)] = b"8"
    said = status[who]
    found = (said == b"1") | (said == b"2")
    paid = found & (chance.random(count) < 0.15)
    joined, left = _days(chance, count), _days(chance, count)
    columns = {
        "seq": _figures(seq[who], 8),
        "national_id": ids[who],
        "name": _words("林測", chance, 4000)[chance.integers(0, 4000, len(seq))][who],
        "status": said,
        "insurance_number": _figures(chance.integers(0, 10**8, count), 8, b"A"),
        "unit": _words("測試", chance, 20_000, "股份有限公司")[chance.integers(0, 20_000, count)],
        "unit_kind": np.array([b"01", b"02", b"04"])[chance.integers(0, 3, count)],
        "joined_on": joined,
        "left_on": np.where(chance.random(count) < 0.5, b"0000000", left),
        "salary": _figures(chance.integers(27, 46, count) * 1000, 6),
        "change": np.array([b"4", b"3", b"2"])[chance.integers(0, 3, count)],
        "effective_on": joined,
    }
    pensions = {
        "pension_kind": np.array([b"45", b"46", b"47", b"48"])[chance.integers(0, 4, count)],
        "pension_amount": _figures(chance.integers(4000, 30_000, count), 8),
        "pension_since": np.char.add(_figures(chance.integers(90, 116, count), 3), b"01"),
    }
    nothing = {
        "joined_on": b"0000000",
        "left_on": b"0000000",
        "salary": b"000000",
        "effective_on": b"0000000",
    }
    lines = _lines(count, form.line_bytes, form.detail.mark)
    for name, column in columns.items():
        says = found | np.isin(name, ["seq", "national_id", "name", "status"])
        _put(lines, form.detail.field(name), np.where(says, column, nothing.get(name, b"")))
    empty = {"pension_kind": b"", "pension_amount": b"00000000", "pension_since": b"00000"}
    for name, column in pensions.items():
        _put(lines, form.detail.field(name), np.where(paid, column, empty[name]))
    return lines


def _words(first: str, chance: np.random.Generator, count: int, last: str = "") -> NDArray[np.bytes_]:
    """Invented names in MS950; the second character of a person's is 測."""
    letters = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥春夏秋冬東西南北"
    picked = chance.integers(0, len(letters), (count, 3))
    return np.array([(first + "".join(letters[i] for i in each) + last).encode("cp950") for each in picked])


def _days(chance: np.random.Generator, count: int) -> NDArray[np.bytes_]:
    year, month, day = (
        chance.integers(80, 115, count),
        chance.integers(1, 13, count),
        chance.integers(1, 29, count),
    )
    return _figures(year * 10_000 + month * 100 + day, 7)


def _figures(numbers: NDArray[np.int64], digits: int, end: bytes = b"") -> NDArray[np.bytes_]:
    powers = 10 ** np.arange(digits - 1, -1, -1)
    letters = (np.asarray(numbers)[:, None] // powers % 10 + ord("0")).astype(np.uint8)
    return np.char.add(letters.view(f"S{digits}").ravel(), end)


def _lines(count: int, size: int, mark: str) -> Lines:
    lines = np.full((count, size), _BLANK, np.uint8)
    lines[:, 0], lines[:, -2:] = ord(mark), np.frombuffer(END, np.uint8)
    return lines


def _put(lines: Lines, field: Field, column: NDArray[np.bytes_]) -> None:
    letters = np.ascontiguousarray(column.astype(f"S{field.size}")).view(np.uint8).reshape(len(column), -1)
    lines[:, field.start : field.end] = np.where(letters == 0, _BLANK, letters)


def _texts(lines: Lines, field: Field) -> NDArray[np.bytes_]:
    return np.ascontiguousarray(lines[:, field.start : field.end]).view(f"S{field.size}").ravel()


def _ends(empty: bytes, size: int) -> tuple[bytes, bytes]:
    return empty[:size], empty[size:]


def _with(line: bytes, field: Field, figure: int) -> bytes:
    return line[: field.start] + f"{figure:0{field.size}d}".encode() + line[field.end :]
