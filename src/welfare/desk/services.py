"""The desk writes nothing of its own but who looked: reading a person, revealing an ID, searching."""

from dataclasses import dataclass

from welfare.case import selectors
from welfare.case.models import Case
from welfare.case.permissions import check_read
from welfare.desk import search as searching
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.looks import noting


@dataclass(frozen=True, slots=True)
class Found:
    """Cases that fit a search; `more` when there are further ones."""

    kind: searching.Kind
    cases: tuple[Case, ...]
    more: bool


@through_the_door("desk.read_case")
def read_case(act: Act, *, by: Acting, case: Case, page: str) -> None:
    """Write down that this person opened the case. page: case | decision | application | glance."""
    check_read(by)
    looked = noting.write(by=by, case=case, page=page)
    act.audit(Event.CASE_READ, case_id=case.id, page=page, looks=looked)


@through_the_door("desk.reveal_national_id")
def reveal_national_id(act: Act, *, by: Acting, case: Case) -> str:
    """The applicant's whole ID for one look, with its audit row. Empty when none was entered."""
    check_read(by)
    looked = noting.write(by=by, case=case, page="case")
    act.audit(Event.PERSON_REVEALED, case_id=case.id, field="national_id", looks=looked)
    return selectors.applicant(case).national_id or ""


@through_the_door("desk.search")
def search(act: Act, *, by: Acting, typed: str) -> Found:
    """Search and record how it was understood and how many were found, never what was typed."""
    check_read(by)
    kind = searching.understand(typed)
    rows = list(searching.find(typed)[: searching.MOST + 1])
    act.audit(Event.SEARCHED, kind=kind, found=min(len(rows), searching.MOST))
    return Found(kind, tuple(rows[: searching.MOST]), len(rows) > searching.MOST)
