"""Queue entry points of who looked: yesterday is checked every night, a month is drawn when it is over."""

from datetime import date, timedelta

from procrastinate.contrib.django import app

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import Agency, AgencyKind
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks.alarms.raising import scan
from welfare.lookup.looks.sheets.drawing import draw


def counties() -> list[str]:
    """Counties with a government of their own here."""
    with acting_as(Acting.system()):
        found = Agency.objects.filter(kind=AgencyKind.COUNTY_GOVERNMENT).order_by("county")
        return list(found.values_list("county", flat=True).distinct())


def scan_day(day: date) -> int:
    """Check one day in every county. Returns how many new alarms were raised."""
    raised = 0
    for county in counties():
        with acting_as(Acting.system(county)) as by:
            raised += scan(by=by, day=day)
    return raised


def draw_month(month: date) -> int:
    """Draw the sheets of one month in every county. Returns how many were made."""
    made = 0
    for county in counties():
        with acting_as(Acting.system(county)) as by:
            made += len(draw(by=by, month=month))
    return made


@app.periodic(cron="10 18 * * *")  # 02:10 in Taiwan
@app.task(queue="looks", queueing_lock="looks_scan")
def scan_yesterday(timestamp: int) -> None:
    """The day before; the day before that too, in case a night was missed."""
    for back in (2, 1):
        scan_day(clock.today() - timedelta(days=back))


@app.periodic(cron="40 18 * * *")  # 02:40 in Taiwan, every night: a missed first of the month is made up
@app.task(queue="looks", queueing_lock="looks_draw")
def draw_last_month(timestamp: int) -> None:
    draw_month(clock.today().replace(day=1) - timedelta(days=1))
