"""What time does to an application: the last day of a supplement passes without anybody clicking."""

import logging

from procrastinate.contrib.django import app

from welfare.case.procedure import procedures
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.intake.selectors import overdue_requests
from welfare.intake.services import mark_overdue

log = logging.getLogger("welfare.intake")


@app.periodic(cron="10 1 * * *")
@app.task(queue="housekeeping")
def mark_overdue_supplements(timestamp: int) -> int:
    """Every night, in every county: requests whose last day ended become overdue. Returns how many."""
    return sum(_of_county(county) for county in sorted({p.county for p in procedures()}))


def _of_county(county: str) -> int:
    with acting_as(Acting.system(county)) as system:
        cases = [request.case for request in overdue_requests(clock.today())]
        for case in cases:
            mark_overdue(by=system, case=case)
    log.info("supplements overdue in %s: %d", county, len(cases))
    return len(cases)
