"""Reading a person's record: every optional field is a value or one of the three nulls."""

from __future__ import annotations

from datetime import date
from typing import Any

from welfare.lookup.ports import Absent


def maybe(record: dict[str, Any], key: str) -> Any:
    """The field; NONE when the record does not carry it; the null it names when it is `{"absent": …}`."""
    value = record.get(key)
    if value is None:
        return Absent.NONE
    if isinstance(value, dict) and "absent" in value:
        return Absent(value["absent"])
    return value


def maybe_date(record: dict[str, Any], key: str) -> date | Absent:
    value = maybe(record, key)
    return value if isinstance(value, Absent) else date.fromisoformat(value)
