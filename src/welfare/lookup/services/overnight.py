"""What a day left open is asked overnight: nobody has to press a button for it."""

from welfare.case.models import Case
from welfare.case.states import FINAL, Status
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.models import LookupRequest, RequestStatus

ASK_ALL = "lookup.ask_all"
_NOT_YET = (*FINAL, Status.DRAFT)


@through_the_door("lookup.ask_overnight")
def ask_overnight(act: Act, *, by: Acting) -> int:
    """Every case of this county whose facts are not closed is asked about anew. Returns how many.

    Not closed: on its way to the look-ups, or with a question no register has spoken to. What has an outcome
    is not asked twice, and whom new answers name is asked about in turn.
    """
    waiting = LookupRequest.objects.filter(county=by.county, status=RequestStatus.REQUESTED, batch="")
    asking = Case.objects.filter(county=by.county, status__in=(Status.SUBMITTED, Status.LOOKING_UP))
    living = Case.objects.filter(county=by.county).exclude(status__in=_NOT_YET)
    found = set(asking.values_list("pk", flat=True))
    found |= set(living.filter(pk__in=waiting.values("case_id")).values_list("pk", flat=True))
    for case_id in sorted(found):
        act.tell(ASK_ALL, case_id=str(case_id))
    act.audit(Event.LOOKUP_ASKED, overnight=True, cases=len(found))
    return len(found)
