"""Does the log agree with the chain? Views with the audit rows that announced them, questions with theirs."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from welfare.foundation.clock import day_in_taiwan
from welfare.lookup.looks.models import Look, LookKind
from welfare.lookup.looks.sheets.units import bounds
from welfare.lookup.models import LookupRequest

#: every event that announced looks says how many in `looks`
_ANNOUNCED = """
    select coalesce(sum((body::jsonb -> 'detail' ->> 'looks')::int), 0) from foundation_auditevent
    where county = %s and day >= %s and day < %s and body like %s
"""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of one county and month: rows of the log beside what they must equal."""

    views: int
    announced: int
    asked: int
    requests: int

    @property
    def holds(self) -> bool:
        return self.views == self.announced and self.asked == self.requests

    def stored(self) -> dict[str, Any]:
        return {**asdict(self), "holds": self.holds}


def agreement(county: str, month: date) -> Agreement:
    """Compare one month; run as the system of the county, who sees the chain."""
    start, end = bounds(month)
    rows = Look.objects.filter(county=county, at__gte=start, at__lt=end)
    asked = rows.filter(kind=LookKind.ASKED).count()
    requests = LookupRequest.objects.filter(county=county, asked_at__gte=start, asked_at__lt=end)
    days = (day_in_taiwan(start), day_in_taiwan(end - timedelta(seconds=1)) + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute(_ANNOUNCED, [county, *days, '%"looks":%'])
        (announced,) = cursor.fetchone()
    return Agreement(rows.count() - asked, int(announced), asked, requests.count())
