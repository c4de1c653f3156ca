"""Determination ↔ JSON: exact fractions travel beside their rounded value, dates in ISO, codes as text."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
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
    top = is_dataclass(record)
    out: dict[str, Any] = {}
    for name, (hint, _) in _fields(record.__class__).items():
        value = getattr(record, name)
        key = PUBLISHED.get(name, name) if top else name
        if Fraction in (hint, *get_args(hint)):
            out[key] = None if value is None else rounded(value)
            out[f"{key}_exact"] = None if value is None else str(value)
        else:
            out[key] = _plain(value)
    return out


def _plain(value: Any) -> Any:
    if _is_record(type(value)):
        return encode(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def decode(kind: type[T], raw: dict[str, Any]) -> T:
    """A record of a kind from its dictionary; a part added since the dictionary was written keeps its
    default."""
    top = is_dataclass(kind)
    record: Any = kind
    values = {}
    for name, (hint, is_optional) in _fields(record).items():
        key = PUBLISHED.get(name, name) if top else name
        if is_optional and key not in raw:
            continue
        if Fraction in (hint, *get_args(hint)):
            exact = raw[f"{key}_exact"]
            values[name] = None if exact is None else Fraction(exact)
        else:
            values[name] = _typed(hint, raw[key])
    return kind(**values)


@cache
def _fields(kind: type) -> dict[str, tuple[Any, bool]]:
    """The type of every field of a record, and whether it has a default."""
    hints = get_type_hints(kind)
    if is_dataclass(kind):
        return {field.name: (hints[field.name], field.default is not MISSING) for field in fields(kind)}
    defaults = kind._field_defaults  # type: ignore[attr-defined]
    return {name: (hint, name in defaults) for name, hint in hints.items()}


def _is_record(kind: Any) -> bool:
    """The answer, a dataclass, or one of its parts, a named tuple."""
    return is_dataclass(kind) or hasattr(kind, "_field_defaults")


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    kinds = get_args(hint)
    if isinstance(value, list):
        return tuple(_typed(kinds[0], item) for item in value)
    if _is_record(hint):
        return decode(hint, value)
    if hint is date or date in kinds:
        return date.fromisoformat(value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, StrEnum) else value
