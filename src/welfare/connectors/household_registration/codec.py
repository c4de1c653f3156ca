"""Between the port's values and the register's JSON, field by field as the layout says."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from welfare.connectors.household_registration.layout import Field, Kind, layout
from welfare.foundation.roc_calendar import (
    BadRocDate,
    NotRepresentable,
    RocReading,
    is_before_roc,
    parse_roc,
    read_roc,
    roc_year,
    to_compact,
)
from welfare.lookup.ports import (
    Absent,
    Address,
    Guardianship,
    GuardianshipKind,
    HouseholdKind,
    KinLink,
    KinRelation,
    Kinship,
    LastContact,
    MaritalStatus,
    PostOfficeAccount,
    RegisteredHousehold,
    RegisteredPerson,
    ResidenceKind,
    Sex,
)

_MOST_CHARACTERS = 500
_MOST_ITEMS = 2000
_RECORDS: dict[str, Any] = {
    "person": RegisteredPerson,
    "address": Address,
    "guardianship": Guardianship,
    "household": RegisteredHousehold,
    "kinship": Kinship,
    "relative": KinLink,
    "unrecorded": lambda relation, absent: (relation, absent),
    "last_contact": LastContact,
    "account": PostOfficeAccount,
}
_WORDS: dict[str, type[StrEnum]] = {
    "sex": Sex,
    "marital_status": MaritalStatus,
    "residence": ResidenceKind,
    "household": HouseholdKind,
    "guardianship": GuardianshipKind,
    "relation": KinRelation,
    "absent": Absent,
}


class Unreadable(ValueError):
    """JSON that does not follow the layout; the message names the field and never its content."""


def write(record: str, value: Any) -> dict[str, Any]:
    """A port value as JSON data."""
    if record == "unrecorded":
        value = dict(zip(("relation", "absent"), value, strict=True))
        return {field.theirs: _written(field, value[field.ours]) for field in layout().records[record]}
    return {field.theirs: _written(field, getattr(value, field.ours)) for field in layout().records[record]}


def _written(field: Field, value: Any) -> Any:
    if isinstance(value, Absent) and field.may_be_absent:
        return {"absent": value.value}
    if field.kind is Kind.CODE:
        return layout().code(field.of, value.value)
    if field.kind is Kind.DATE:
        return roc_text(value)
    if field.kind is Kind.BIRTH:
        return value.raw
    if field.kind is Kind.RECORD:
        return write(field.of, value)
    if field.kind is Kind.LIST:
        return [write(field.of, item) for item in value]
    return value


def roc_text(day: date) -> str:
    """Seven digits, with "-" in front for a day before ROC 1."""
    try:
        return to_compact(day)
    except NotRepresentable:
        if not is_before_roc(day):
            raise
        return f"-{-roc_year(day):03d}{day.month:02d}{day.day:02d}"


def read(record: str, raw: object) -> Any:
    """The port value that JSON data stands for. Raises Unreadable."""
    if not isinstance(raw, dict):
        raise Unreadable(record)
    values = {field.ours: _read(field, raw) for field in layout().records[record]}
    return _RECORDS[record](**values)


def _read(field: Field, raw: dict[str, Any]) -> Any:
    if field.theirs not in raw:
        raise Unreadable(field.theirs)
    value = raw[field.theirs]
    if isinstance(value, dict) and set(value) == {"absent"}:
        if field.may_be_absent and value["absent"] in set(Absent):
            return Absent(value["absent"])
        raise Unreadable(field.theirs)
    try:
        return _value(field, value)
    except Unreadable:
        raise
    except (BadRocDate, ValueError, TypeError):
        raise Unreadable(field.theirs) from None


def _value(field: Field, value: Any) -> Any:
    """Raises ValueError, TypeError or BadRocDate."""
    if field.kind is Kind.RECORD:
        return read(field.of, value)
    if field.kind is Kind.LIST:
        if not isinstance(value, list) or len(value) > _MOST_ITEMS:
            raise ValueError("a list is expected")
        return tuple(read(field.of, item) for item in value)
    if field.kind is Kind.FLAG:
        return _exactly(bool, value)
    if field.kind is Kind.NUMBER:
        return _exactly(int, value)
    return _texts(field, text(value))


def _texts(field: Field, value: str) -> str | date | RocReading | StrEnum:
    if field.kind is Kind.DATE:
        return parse_roc(value)
    if field.kind is Kind.BIRTH:
        return read_roc(value)
    if field.kind is Kind.CODE:
        return _WORDS[field.of](layout().codes[field.of].get(value, ""))
    return value


def _exactly(kind: type, value: object) -> object:
    if type(value) is not kind:  # True is an int to isinstance
        raise TypeError(kind.__name__)
    return value


def text(value: object) -> str:
    """A text that every store can hold: short, no half characters, no NUL. Raises ValueError or TypeError."""
    if not isinstance(value, str):
        raise TypeError("text expected")
    if len(value) > _MOST_CHARACTERS or "\0" in value:
        raise ValueError("not a text of a register")
    value.encode("utf-8")  # lone surrogates fail here
    return value
