"""The look-ups of one case, done as the worker does them, until every register has spoken about everybody."""

import time

from welfare.case.models import Case
from welfare.foundation import outbox
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import rounds
from welfare.lookup.models import LookupRequest, RequestStatus
from welfare.lookup.selectors import latest_requests
from welfare.project.walk.artefacts import NotThere

_PATIENCE_SECONDS = 30.0
_BETWEEN_ROUNDS = 0.1


def close(case_id: str, *, county: str) -> tuple[int, float]:
    """Deliver what is due and make rounds of the exchange. Returns the questions asked, and seconds.

    Raises NotThere when a register stays silent.
    """
    began = time.monotonic()
    while outbox.deliver_all() or _silent(case_id, county):
        rounds.run_all()
        if time.monotonic() - began > _PATIENCE_SECONDS:
            raise NotThere(f"no answer from {', '.join(_silent(case_id, county))}")
        time.sleep(_BETWEEN_ROUNDS)
    return len(_asked(case_id, county)), round(time.monotonic() - began, 1)


def _asked(case_id: str, county: str) -> list[LookupRequest]:
    with acting_as(Acting.system(county)):
        return list(latest_requests(Case.objects.get(pk=case_id)).values())


def _silent(case_id: str, county: str) -> list[str]:
    waiting = {asked.source for asked in _asked(case_id, county) if asked.status == RequestStatus.REQUESTED}
    return sorted(waiting)
