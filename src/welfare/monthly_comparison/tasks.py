"""Queue entry points of the monthly comparison: a chunk at a time, and what the calendar asks for."""

from typing import Any

from procrastinate.contrib.django import app

from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange.rounds import counties
from welfare.monthly_comparison import rules, services
from welfare.monthly_comparison.models import ComparisonLine, ComparisonRun, LineState


def work(acting: Acting, payload: dict[str, Any]) -> None:
    """One chunk, then leave word for the next: each a transaction, so progress shows and nothing is lost."""
    run = ComparisonRun.objects.get(pk=payload["run_id"])
    if services.work(by=acting, run=run):
        outbox.put(county=acting.county, topic=services.WORK, payload={"run_id": str(run.id)})


@app.periodic(cron="*/10 * * * *")
@app.task(queue="exchange", queueing_lock="comparison_answers")
def take_in_answers(timestamp: int) -> None:
    """Months some register has not answered yet: look what came in since."""
    for county in counties():
        with acting_as(Acting.system(county)) as by:
            waiting = ComparisonLine.objects.filter(state=LineState.WAITING).values("run_id").distinct()
            runs = list(ComparisonRun.objects.filter(pk__in=waiting))
        for run in runs:
            while services.work(by=by, run=run):
                pass


@app.periodic(cron="15 21 * * *")  # 05:15 in Taiwan
@app.task(queue="exchange", queueing_lock="comparison_start")
def start_the_month(timestamp: int) -> None:
    """From the day the lists leave, each county's month is begun once."""
    month = clock.today().replace(day=1)
    if clock.today() < rules.lists_leave_on(month):
        return
    for county in counties():
        with acting_as(Acting.system(county)) as by:
            if not ComparisonRun.objects.filter(month=month).exists():
                services.start(by=by, month=month, in_background=True)
