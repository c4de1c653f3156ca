"""An alarm gets one answer, explained or misuse, from the auditor, who is never the one who looked."""

from django.utils.translation import gettext as _

from welfare.case.policies import NotNow
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roles import Permission
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks.alarms.raising import PROMISE
from welfare.lookup.looks.models import AlarmStatus, LookAlarm


@through_the_door("looks.answer_alarm")
def answer(
    act: Act, *, by: Acting, alarm: LookAlarm, status: AlarmStatus, reason: str, key: str = ""
) -> LookAlarm:
    """Write down whether the looks were explained or misuse, and why. Raises NotNow."""
    by.check(Permission.LOOKS_ALARM_ANSWER)
    locked = LookAlarm.objects.select_for_update().get(pk=alarm.pk)
    if locked.status != AlarmStatus.OPEN:
        raise NotNow(_("這一筆已由 %(name)s 答覆。") % {"name": locked.answered_by_name})
    if locked.officer_id in by.persons:
        raise NotNow(_("不能答覆自己的查閱警示，請由另一位稽核人員辦理。"))
    locked.status, locked.reason = status, reason
    locked.answered_by, locked.answered_by_name, locked.answered_at = by.officer_id, by.name, clock.now()
    locked.save(update_fields=["status", "reason", "answered_by", "answered_by_name", "answered_at"])
    with acting_as(Acting.system(by.county)):  # the auditor's own role writes nothing but this answer
        act.keep(PROMISE, str(locked.id))
    act.audit(Event.LOOKS_ALARM_ANSWERED, case_id=locked.case_id, alarm=str(locked.id), status=status.value)
    return locked
