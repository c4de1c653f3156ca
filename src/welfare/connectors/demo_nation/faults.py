"""Dirty data on purpose: a chosen share of people gets one fault each, and every fault is written down."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from welfare.connectors.demo_nation.records import Record
from welfare.connectors.demo_nation.society.kin import Person

Truth = dict[str, Any]

_ODD_VILLAGE = "999"
_PRIVATE_USE = "\ue3a5"  # a character that only one office's font knows
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_BLANK = "\u3000"


class Faults:
    """`share` of the people (0 to 1) gets one fault each; `truth` lists what ought to be there.

    Draws from dice of its own: the same seed without faults gives the same people.
    """

    def __init__(self, seed: str, share: float) -> None:
        self.truth: list[Truth] = []
        self._rng, self._share = Random(f"{seed}/faults"), share  # noqa: S311 - synthetic people, no secret
        self._spoiled: set[int] = set()

    def choose(self, people: list[Person]) -> None:
        """Before records are made: who gets a fault. A wrong number stands wherever its bearer is named."""
        rng = self._rng
        for place, person in enumerate(people if self._share else ()):
            if rng.random() >= self._share:
                continue
            kind = rng.choice(KINDS)
            if kind == "wrong_check_digit":
                wrong = (int(person.id[-1]) + rng.randrange(1, 10)) % 10
                self._renumber(person, kind, f"{person.id[:-1]}{wrong}")
            elif kind == "shared_number":
                same = [other for other in people[:place] if other.sex == person.sex]
                if same:
                    self._renumber(person, kind, rng.choice(same).id)
            else:
                self._spoiled.add(id(person))

    def spoil(self, person: Person, record: Record) -> None:
        """Put a fault that fits into the record of a chosen person."""
        if id(person) not in self._spoiled:
            return
        start = self._rng.randrange(len(_SPOILERS))
        for kind, field, spoil in (*_SPOILERS[start:], *_SPOILERS[:start]):
            was = record.get(field)
            if spoil(record):
                self.truth.append(_truth(kind, record["id"], field, was, record.get(field)))
                return

    def _renumber(self, person: Person, kind: str, number: str) -> None:
        self.truth.append(_truth(kind, number, "id", person.id, number))
        person.id = number


def _truth(kind: str, number: str, field: str, was: Any, written: Any) -> Truth:
    return {"id": number, "fault": kind, "field": field, "true": was, "written": written}


def _has_whole_birth(record: Record) -> bool:
    birth = record["birth"]
    return len(birth) == 7 and not birth.endswith("00")


def _lose_birth_day(record: Record) -> bool:
    if not _has_whole_birth(record):
        return False
    birth = record["birth"]
    record["birth"] = f"{birth[:5]}00" if int(birth[-1]) % 2 else f"{birth[:3]}0000"
    return True


def _born_before_roc(record: Record) -> bool:
    if not _has_whole_birth(record):
        return False
    birth = record["birth"]
    record["birth"] = f"民國前{int(birth[:3])}年{int(birth[3:5])}月{int(birth[5:])}日"
    return True


def _other_sex(record: Record) -> bool:
    record["sex"] = "female" if record["sex"] == "male" else "male"
    return True


def _private_character(record: Record) -> bool:
    if "romanised_name" in record:
        return False
    record["name"] = record["name"][:-1] + _PRIVATE_USE
    return True


def _blank_in_name(record: Record) -> bool:
    if "romanised_name" in record:
        return False
    record["name"] = f"{record['name'][0]}{_BLANK}{record['name'][1:]}"
    return True


def _village_unknown(record: Record) -> bool:
    if "village_code" not in record["address"]:
        return False
    town = record["address"]["town_code"]
    record["address"] = record["address"] | {"village_code": town + _ODD_VILLAGE}
    return True


def _digits_full_width(record: Record) -> bool:
    if "text" not in record["address"]:
        return False
    record["address"] = record["address"] | {"text": record["address"]["text"].translate(_FULL_WIDTH)}
    return True


def _lost_relative(record: Record) -> bool:
    if not record["kin"]:
        return False
    record["kin"] = record["kin"][:-1]
    return True


def _dead_but_current(record: Record) -> bool:
    if "died_on" not in record:
        return False
    del record["died_on"]
    record["residence"] = "current"
    return True


_SPOILERS: tuple[tuple[str, str, Callable[[Record], bool]], ...] = (
    ("birth_day_missing", "birth", _lose_birth_day),
    ("birth_before_roc", "birth", _born_before_roc),
    ("sex_against_number", "sex", _other_sex),
    ("character_of_one_font", "name", _private_character),
    ("blank_in_name", "name", _blank_in_name),
    ("village_unknown", "address", _village_unknown),
    ("digits_full_width", "address", _digits_full_width),
    ("relative_missing", "kin", _lost_relative),
    ("dead_but_current", "died_on", _dead_but_current),
)
KINDS = ("wrong_check_digit", "shared_number", *(kind for kind, _, _ in _SPOILERS))
