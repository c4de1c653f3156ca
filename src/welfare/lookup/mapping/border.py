"""Border register (入出境) → facts."""

from datetime import date, timedelta

from welfare.lookup.mapping.finding import Finding, known, unknown
from welfare.lookup.ports import Absent, Answer, Stay


def a_year_before(until: date) -> date:
    """First day of the year that ends with `until`, both days counted (29 February goes with the 28th)."""
    day = until + timedelta(days=1)
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year - 1)


def stay_facts(answer: Answer[Stay]) -> list[Finding]:
    """Days in Taiwan in the last year. A person the register does not know is not a person who never left."""
    if not answer.is_found:
        return [unknown("days_in_taiwan", Absent.UNKNOWN, answer.source)]
    return [known("days_in_taiwan", answer.expect().days_in_taiwan, answer.source)]
