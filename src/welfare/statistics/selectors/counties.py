"""All counties, as counts the database makes itself: no row of a case is readable for the ministry."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from welfare.foundation import regions
from welfare.statistics.periods import Period


@dataclass(frozen=True, slots=True)
class CountyCounts:
    """One county. Counts from one to four, and times made of so few, are None."""

    code: str
    submitted: int | None
    letters: int | None
    median_days: Decimal | None
    p90_days: int | None
    pending: int | None
    overdue: int | None

    @property
    def name(self) -> str:
        return regions.county(self.code).name


def county_counts(period: Period, today: date) -> list[CountyCounts]:
    """Counties that use the system. Raises ProgrammingError for anybody but the ministry."""
    with connection.cursor() as cursor:
        cursor.execute("select * from welfare_county_counts(%s, %s, %s)", [period.start, period.end, today])
        return [CountyCounts(*row) for row in cursor.fetchall()]
