"""Looking at a person for a visit leaves a trace."""

from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.looks import noting
from welfare.visit.models import Visit


@through_the_door("visit.read")
def note_reading(act: Act, *, by: Acting, visit: Visit) -> None:
    """Write down that somebody read the case of this visit."""
    looked = noting.write(by=by, case=visit.case, page="visit")
    act.audit(Event.CASE_READ, case_id=visit.case_id, visit=str(visit.id), looks=looked)
