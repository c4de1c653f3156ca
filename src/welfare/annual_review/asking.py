"""Every register asked once more about everybody who could count, for the year under review."""

from copy import copy

from welfare.case.models import Case
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.lookup import selectors as lookups
from welfare.lookup.models import RequestStatus
from welfare.lookup.purposes import HOUSEHOLD, sources
from welfare.lookup.selectors import Reached
from welfare.lookup.services.question import put_question
from welfare.lookup.services.walk import take_in_answer


def in_year(case: Case, year: int) -> Case:
    """The case as if it were applied for in that ROC year, never saved: period and day choose the tax year
    and the twelve months of residence that the registers are asked about."""
    dated = copy(case)
    dated.period, dated.submitted_on = year, clock.today()
    return dated


def ask_anew(*, by: Acting, case: Case) -> bool:
    """Ask about every member again, the household first: it tells who is there. False: some are silent."""
    for someone in lookups.reached(case):
        put = put_question(
            by=by,
            case=case,
            source=HOUSEHOLD,
            member=someone.member,
            fresh=_is_settled(case, someone, HOUSEHOLD),
        )
        if put.asked is not None:
            take_in_answer(by=by, case=case, asked=put.asked)
    for someone in lookups.reached(case):
        for rule in sources().values():
            if rule.code == HOUSEHOLD or (rule.about == "listed" and not someone.member.is_listed):
                continue
            fresh = _is_settled(case, someone, rule.code)
            put_question(by=by, case=case, source=rule.code, member=someone.member, fresh=fresh)
    return not lookups.is_waiting(case)


def _is_settled(case: Case, someone: Reached, source: str) -> bool:
    """A question still waiting is the one to ask again; a settled one makes room for a new row."""
    request = lookups.latest_requests(case).get((someone.member.person_key, source))
    return request is None or request.status != RequestStatus.REQUESTED
