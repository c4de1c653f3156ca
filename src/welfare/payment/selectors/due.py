"""What is owed: every month of every entitlement that no roster has taken up yet.

One statement finds the months, because a month is owed exactly when the line that would pay it is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

_DUE = """
    from payment_entitlement e
    cross join lateral generate_series(
        lower(e.period)::timestamp,
        least(upper(e.period) - interval '1 month', %(until)s::timestamp),
        interval '1 month') as due(month)
    where e.county = %(county)s and e.program = %(program)s
      and not exists (
        select 1 from payment_paymentline paid
        where paid.county = e.county and paid.person_key = e.person_key and paid.program = e.program
          and paid.benefit_month = due.month::date and not paid.withdrawn)
"""
_PAID_LAST_MONTH = """
    exists (select 1 from payment_paymentline last
            where last.county = e.county and last.person_key = e.person_key and last.program = e.program
              and last.benefit_month = %(last)s and not last.withdrawn)
"""


@dataclass(frozen=True, slots=True)
class Due:
    """One owed month. `was_paid_last_month`: an earlier roster paid the month before the pay month."""

    entitlement_id: UUID
    case_id: UUID
    decision_id: UUID
    person_key: str
    month: date
    amount: int
    was_paid_last_month: bool


def due_months(*, county: str, program: str, until: date, last: date) -> Iterator[Due]:
    """Owed months up to and including `until`, grouped by entitlement, the oldest month first."""
    statement = (
        "select e.id, e.case_id, e.decision_id, e.person_key, due.month::date, e.monthly_amount,"
        f"{_PAID_LAST_MONTH}{_DUE} order by e.case_id, e.id, due.month"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {"county": county, "program": program, "until": until, "last": last})
        for row in cursor.fetchall():
            yield Due(*row)


def due_count(*, county: str, program: str, until: date) -> tuple[int, int]:
    """(persons, NT$) owed up to and including a month, those who will be held back included."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(distinct e.person_key), coalesce(sum(e.monthly_amount), 0) {_DUE}",
            {"county": county, "program": program, "until": until},
        )
        persons, amount = cursor.fetchone()
    return int(persons), int(amount)
