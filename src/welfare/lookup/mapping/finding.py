"""One fact on its way from an answer to the table."""

from dataclasses import dataclass
from typing import Any

from welfare.lookup.ports import Absent, Source

_YEARS_BEFORE_ROC = 1911


@dataclass(frozen=True, slots=True)
class Finding:
    """`value` is JSON as the rules read it. `absence`: withheld, unknown, or none ("there is nothing").

    `data_year` has four digits; registers speak in ROC years.
    """

    kind: str
    value: Any
    source: Source
    absence: str = ""

    @property
    def data_year(self) -> int | None:
        return None if self.source.data_year is None else self.source.data_year + _YEARS_BEFORE_ROC


def known(kind: str, value: Any, source: Source) -> Finding:
    """The register knows it."""
    return Finding(kind, value, source)


def nothing(kind: str, value: Any, source: Source) -> Finding:
    """The register has no record: there is nothing of the kind; `value` is false or an empty list."""
    return Finding(kind, value, source, Absent.NONE.value)


def unknown(kind: str, why: Absent, source: Source) -> Finding:
    """Withheld or not known: no value, and never zero."""
    return Finding(kind, None, source, why.value)


def either(kind: str, value: Any, source: Source, *, none: Any) -> Finding:
    """A field that may be absent: the value, `none` when there is nothing, else no value."""
    if value is Absent.NONE:
        return nothing(kind, none, source)
    if isinstance(value, Absent):
        return unknown(kind, value, source)
    return known(kind, value, source)
