"""Looking at a person to decide leaves a trace."""

from welfare.case.models import Case
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.looks import noting


@through_the_door("decision.read")
def note_reading(act: Act, *, by: Acting, case: Case) -> None:
    """Write down that somebody read the case and the draft of its letter."""
    looked = noting.write(by=by, case=case, page="letter")
    act.audit(Event.CASE_READ, case_id=case.id, page="letter", looks=looked)
