"""Look-ups by code on a day. A table is read when it is first asked for and then stays in memory.

`on` is an ISO day, today in Taiwan when left out. Every look-up of one place raises UnknownRegion.
"""

import csv
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from welfare.foundation import clock
from welfare.foundation.regions.places import County, Jurisdiction, Town, UnknownRegion, Village

_FOLDER = Path(__file__).parent
_TOWN_DIGITS, _VILLAGE_DIGITS = 8, 11
_AFTER_DIGITS = ":"  # sorts after "9"

Row = TypeVar("Row", County, Town, Village)
CodedRow = TypeVar("CodedRow", Town, Village)


def counties(on: date | None = None) -> tuple[County, ...]:
    """The counties of the day, north to south along the west, then the east, then the islands."""
    return tuple(_in_force(_counties(), on))


def county(code: str, on: date | None = None) -> County:
    """The county with this 5-digit code."""
    return _only((row for row in _counties() if row.code == code), code, on)


def county_of_mohw_code(code: str, on: date | None = None) -> County:
    """The county with this 10-digit code of the Ministry of Health and Welfare (桃園 is 1000300000)."""
    return _only((row for row in _counties() if row.mohw_code == code), code, on)


def county_of_id_letter(letter: str, on: date | None = None) -> County:
    """The county where a national ID with this letter was first issued, or its successor.

    It is the place of first registration, not of residence: never use it to decide who is competent.
    """
    successor = _retired_id_letters().get(letter)
    return _only((row for row in _counties() if successor == row.code or row.id_letter == letter), letter, on)


def town(code: str, on: date | None = None) -> Town:
    """The town with this 8-digit code."""
    return _only((row for row in _starting_with(_towns(), code) if row.code == code), code, on)


def towns_of(county_code: str, on: date | None = None) -> tuple[Town, ...]:
    """The towns of a county, by code; empty when there is no such county."""
    return tuple(_in_force(_starting_with(_towns(), county_code), on))


def village(code: str, on: date | None = None) -> Village:
    """The village with this 11-digit code."""
    return _only((row for row in _starting_with(_villages(), code) if row.code == code), code, on)


def villages_of(town_code: str, on: date | None = None) -> tuple[Village, ...]:
    """The villages of a town (or of a county, by its five digits), by code; empty when there is none."""
    return tuple(_in_force(_starting_with(_villages(), town_code), on))


def place(code: str, on: date | None = None) -> County | Town | Village:
    """The county, town or village with this code, told apart by its length."""
    if len(code) == _VILLAGE_DIGITS:
        return village(code, on)
    return town(code, on) if len(code) == _TOWN_DIGITS else county(code, on)


def full_name(code: str, on: date | None = None) -> str:
    """花蓮縣玉里鎮中城里: the names from the county down to the place with this code."""
    levels = [code[:digits] for digits in (5, _TOWN_DIGITS, _VILLAGE_DIGITS) if digits <= len(code)]
    if not levels or levels[-1] != code:
        raise UnknownRegion(code)
    return "".join(place(level, on).name for level in levels)


def _in_force(rows: Iterable[Row], on: date | None) -> list[Row]:
    day = on or clock.today()
    return [row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)]


def _only(rows: Iterable[Row], code: str, on: date | None) -> Row:
    found = _in_force(rows, on)
    if len(found) != 1:
        raise UnknownRegion(code)
    return found[0]


def _starting_with(rows: tuple[CodedRow, ...], code: str) -> tuple[CodedRow, ...]:
    """The rows whose code begins with `code`; the rows are sorted by code."""
    start = bisect_left(rows, code, key=_code)
    return rows[start : bisect_left(rows, code + _AFTER_DIGITS, lo=start, key=_code)]


def _code(row: Town | Village) -> str:
    return row.code


@lru_cache(maxsize=1)
def _counties() -> tuple[County, ...]:
    return tuple(
        County(
            row["code"],
            row["name"],
            row["english_name"],
            row["id_letter"],
            row["mohw_code"],
            Jurisdiction(row["jurisdiction"]),
            _day(row["valid_from"]),
            _last_day(row["valid_to"]),
        )
        for row in _read("counties.csv")
    )


@lru_cache(maxsize=1)
def _towns() -> tuple[Town, ...]:
    return tuple(
        Town(row["code"], row["name"], _day(row["valid_from"]), _last_day(row["valid_to"]))
        for row in _read("towns.csv")
    )


@lru_cache(maxsize=1)
def _villages() -> tuple[Village, ...]:
    return tuple(
        Village(row["code"], row["name"], _day(row["valid_from"]), _last_day(row["valid_to"]))
        for row in _read("villages.csv")
    )


@lru_cache(maxsize=1)
def _retired_id_letters() -> dict[str, str]:
    return {row["letter"]: row["successor"] for row in _read("retired_id_letters.csv")}


def _read(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=64)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _last_day(text: str) -> date | None:
    return _day(text) if text else None
