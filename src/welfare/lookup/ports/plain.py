"""Answers as plain JSON, for the immutable facts."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from welfare.lookup.ports.answer import Absent


def plain(value: object) -> Any:
    """Any port dataclass as JSON data: ISO dates, enum values, fractions as `1/3`.

    A null stays one of three: `{"absent": "withheld" | "none" | "unknown"}`. TypeError for anything else.
    """
    if isinstance(value, Absent):
        return {"absent": value.value}
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction | Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"no plain form for {type(value).__name__}")
