"""From the application to the closed set of facts: agencies over the wire, and a worker process."""

import os
import signal
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from django.core.management import call_command
from django.db import connections

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.connectors.demo_nation.register import Register
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.models import LookupRequest, RequestStatus
from welfare.lookup.selectors import latest_requests
from welfare.project.agencies import roster
from welfare.project.bench import machine, report
from welfare.project.demo import acts as people
from welfare.project.demo.nation import elders
from welfare.project.demo.plans import Plan
from welfare.project.demo.staff import HUALIEN
from welfare.project.processes import WORKER_LOOKS_EVERY
from welfare.project.walk.scratch import scratch_house

_AT_HOME = 4
_PATIENCE_SECONDS, _LOOK = 60.0, 0.02


def run(size: int) -> dict[str, Any]:
    """`size` households of four, one after the other."""
    ran_on = machine()
    with scratch_house() as register, worker():
        told = [_closed(plan) for plan in islice(_applicants(register), size)]
    seconds = sorted(found["seconds"] for found in told)
    row = {
        "case": "from the application to the closed set of facts, a household of four",
        "n": len(told),
        "seconds": round(sum(seconds), 1),
        "p50_ms": round(statistics.median(seconds) * 1000),
        "p95_ms": round(statistics.quantiles(seconds, n=20, method="inclusive")[-1] * 1000),
        "slowest_ms": round(seconds[-1] * 1000),
        "persons": sum(found["persons"] for found in told),
        "questions": sum(found["questions"] for found in told),
        "failed": sum(found["failed"] for found in told),
        "over_the_wire": roster.sources(),
    }
    return report("closing", [row], ran_on)


@contextmanager
def worker() -> Iterator[int]:
    """The queue's worker in a process of its own, on the database Django points at. Yields its id."""
    connections.close_all()  # a connection must not be shared across a fork
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            call_command(
                "procrastinate", "worker", concurrency=2, fetch_job_polling_interval=WORKER_LOOKS_EVERY
            )
        os._exit(0)
    try:
        yield child
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _applicants(register: Register) -> Iterator[Plan]:
    """Old people of Hualien who live four together."""
    households: dict[str, int] = {}
    for record in register:
        households[record["household"]] = households.get(record["household"], 0) + 1
    for record in register:
        town = record["address"].get("town_code", "")
        is_four = households[record["household"]] == _AT_HOME and town.startswith(HUALIEN)
        if is_four and record["id"] in elders(register, town):
            yield Plan(record["id"], town, 0, frozenset())


def _closed(plan: Plan) -> dict[str, Any]:
    case = people.apply(plan)
    if case is None:
        raise LookupError(f"the register refused an applicant of {plan.town}")
    applied_at = clock.now()
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not (asked := _asked(case)):
        if time.monotonic() > deadline:
            raise TimeoutError(f"not closed within {_PATIENCE_SECONDS:g} s")
        time.sleep(_LOOK)
    heard = [request.answered_at for request in asked if request.answered_at]
    return {
        "seconds": (max(heard) - applied_at).total_seconds(),
        "persons": len({request.subject_key for request in asked}),
        "questions": len(asked),
        "failed": sum(request.status == RequestStatus.FAILED for request in asked),
    }


def _asked(case: Case) -> list[LookupRequest]:
    """Every question, once the case has passed on: before that new people may still be named."""
    with acting_as(Acting.system(case.county)):
        is_open = Case.objects.get(pk=case.pk).status in (Status.SUBMITTED, Status.LOOKING_UP)
        return [] if is_open else list(latest_requests(case).values())
