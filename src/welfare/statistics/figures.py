"""A figure: number, unit, and what a reader needs to trust it or argue with it."""

from dataclasses import dataclass
from datetime import date

from welfare.web.components import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is printed as it stands; `definition` says what was counted, `source` from which records."""

    code: str
    label: Text
    value: str
    unit: Text
    definition: Text
    source: Text
    as_of: date
    note: Text = ""


def share(part: int, whole: int) -> str:
    """12.5% of a whole; a dash of nothing."""
    if not whole:
        return "—"
    thousandths = (part * 1000 + whole // 2) // whole
    return f"{thousandths // 10}.{thousandths % 10}"
