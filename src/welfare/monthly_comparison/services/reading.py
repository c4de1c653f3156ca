"""Reading a change is reading what a register said: it is written down."""

from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.looks import noting
from welfare.monthly_comparison.models import Change


@through_the_door("monthly_comparison.read_change")
def note_reading(act: Act, *, by: Acting, change: Change) -> None:
    """Somebody opened one change (`change.case` loaded)."""
    looked = noting.write_one(
        by=by, case=change.case, page="change", person_key=change.person_key, sources=[change.source]
    )
    act.audit(Event.CASE_READ, case_id=change.case_id, change=str(change.id), looks=looked)
