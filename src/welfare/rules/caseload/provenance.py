"""Where a column of a caseload comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Provenance:
    """Source, day of the data and year they speak of: for every value of the column."""

    source: str = ""
    as_of: date | None = None
    data_year: int | None = None
