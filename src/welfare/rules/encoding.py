"""Determination ↔ JSON: exact fractions travel beside their rounded value, dates in ISO, codes as text."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar, get_args, get_type_hints

from welfare.rules.amounts import rounded

T = TypeVar("T")
#: Attribute → word of the published contract.
PUBLISHED = {
    "grade": "class",
    "counted": "counted_persons",
    "excluded": "excluded_persons",
    "outside": "outside_persons",
}


def encode(record: Any) -> dict[str, Any]:
    """A record as a dictionary of JSON values."""
    top = hasattr(record, "rule_version")
    out: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        key = PUBLISHED.get(field.name, field.name) if top else field.name
        if "Fraction" in str(field.type):
            out[key] = None if value is None else rounded(value)
            out[f"{key}_exact"] = None if value is None else str(value)
        else:
            out[key] = _plain(value)
    return out


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return encode(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def decode(kind: type[T], raw: dict[str, Any]) -> T:
    """A record of a kind from its dictionary; a part added since the dictionary was written keeps its
    default."""
    hints = get_type_hints(kind)
    top = "rule_version" in hints
    values = {}
    for field in fields(kind):  # type: ignore[arg-type]
        hint = hints[field.name]
        key = PUBLISHED.get(field.name, field.name) if top else field.name
        if field.default is not MISSING and key not in raw:
            continue
        if Fraction in (hint, *get_args(hint)):
            exact = raw[f"{key}_exact"]
            values[field.name] = None if exact is None else Fraction(exact)
        else:
            values[field.name] = _typed(hint, raw[key])
    return kind(**values)


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    kinds = get_args(hint)
    if isinstance(value, list):
        return tuple(_typed(kinds[0], item) for item in value)
    if is_dataclass(hint):
        return decode(hint, value)  # type: ignore[arg-type]
    if hint is date or date in kinds:
        return date.fromisoformat(value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, StrEnum) else value
