"""Papers nobody has to bring because an agency holds them and is asked (免附), and how far the asking is."""

from dataclasses import dataclass
from enum import StrEnum

from welfare.lookup.models import LookupRequest, RequestStatus
from welfare.lookup.purposes import sources
from welfare.lookup.told import Told
from welfare.rules.registry import program


class Held(StrEnum):
    """Of one paper: answered for everybody asked about, still asking, not to be had, or not asked yet."""

    ANSWERED = "answered"
    ASKING = "asking"
    SILENT = "silent"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class FreePaper:
    """`persons`: for how many it is answered. `counts`: whether it is one of the papers the meter counts."""

    code: str
    source: str
    counts: bool
    state: Held
    persons: int


def free_papers(told: Told) -> list[FreePaper]:
    """In the order of the registers; a paper the program itself asks for is not free."""
    wanted = {kind.code for kind in program(told.case.program).evidence if kind.required}
    found = []
    for rule in sources().values():
        asked = [request for (_person, source), request in told.requests.items() if source == rule.code]
        answered = sum(request.is_settled for request in asked)
        for paper in (*rule.counted_papers, *rule.other_papers):
            if paper not in wanted:
                counts = paper in rule.counted_papers
                found.append(FreePaper(paper, rule.code, counts, _state(asked), answered))
    return found


def _state(asked: list[LookupRequest]) -> Held:
    if not asked:
        return Held.NOT_ASKED
    if any(request.status == RequestStatus.REQUESTED for request in asked):
        return Held.ASKING
    return Held.ANSWERED if all(request.is_settled for request in asked) else Held.SILENT
