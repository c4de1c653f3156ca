"""Reading what a register said about a person is written down."""

from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.looks import noting
from welfare.lookup.models import Fact, LookupRequest


@through_the_door("lookup.read_fact")
def note_reading(act: Act, *, by: Acting, fact: Fact) -> None:
    """Somebody opened one fact."""
    looked = noting.write_one(
        by=by, case=fact.case, page="fact", person_key=fact.person_key, sources=[fact.source]
    )
    act.audit(Event.CASE_READ, case_id=fact.case_id, fact=str(fact.id), kind=fact.kind, looks=looked)


@through_the_door("lookup.read_request")
def note_question_read(act: Act, *, by: Acting, request: LookupRequest) -> None:
    """Somebody opened one question."""
    looked = noting.write_one(
        by=by,
        case=request.case,
        page="request",
        person_key=request.subject_key,
        sources=[request.source],
        request_id=request.id,
    )
    act.audit(
        Event.CASE_READ,
        case_id=request.case_id,
        request=str(request.id),
        source=request.source,
        looks=looked,
    )
