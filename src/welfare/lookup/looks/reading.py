"""Reading who looked is written down too."""

from uuid import UUID

from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door


@through_the_door("looks.read")
def note_list(act: Act, *, by: Acting, page: str, case_id: UUID | None = None, about: str = "") -> None:
    """page: officers | officer | case | sheets | sheet | alarms | alarm; about: its id."""
    act.audit(Event.LOOKS_READ, case_id=case_id, page=page, about=about)
