"""A day is checked once by the worker, again without harm: each finding becomes an alarm with an owner."""

from datetime import date, datetime
from typing import Any

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.foundation.roles import Role
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks import parameters
from welfare.lookup.looks.alarms.day import read
from welfare.lookup.looks.alarms.rules import Finding, findings
from welfare.lookup.looks.models import Look, LookAlarm

PROMISE = "look_alarm"
_MOST_LOOKS = 200  # ids kept with one alarm; the log has them all


def raise_one(
    act: Act,
    *,
    by: Acting,
    rule: str,
    day: date,
    about: str,
    params: dict[str, Any],
    look: Look | None = None,
) -> None:
    """An alarm somebody else than the daily check noticed: a sample without reason, books that disagree."""
    alarm = LookAlarm(
        county=by.county, rule=rule, day=day, about=about, params=params, due_at=_due(by.county)
    )
    if look is not None:
        alarm.officer_id, alarm.officer_name, alarm.town = look.officer_id, look.officer_name, look.town
        alarm.case_id, alarm.looks = look.case_id, [str(look.id)]
    with acting_as(Acting.system(by.county)):
        if LookAlarm.objects.filter(rule=rule, about=about).exists():
            return
        LookAlarm.objects.bulk_create([alarm])
        _promise(act, alarm)


def _promise(act: Act, alarm: LookAlarm) -> None:
    act.promise(PROMISE, str(alarm.id), due_at=alarm.due_at, owner_role=Role.AUDITOR, case_id=alarm.case_id)
    act.audit(Event.LOOKS_ALARM_RAISED, case_id=alarm.case_id, rule=alarm.rule, alarm=str(alarm.id))


def _due(county: str) -> datetime:
    within = parameters.alarm("answer_within")
    return clock.noon_of(OfficeCalendar(county).add_office_days(clock.today(), within))


@through_the_door("looks.scan")
def scan(act: Act, *, by: Acting, day: date) -> int:
    """Check one day of the county; by: the system. Returns how many new alarms were raised."""
    found = {(one.rule, one.about): one for one in findings(read(by.county, day))}
    known = set(
        LookAlarm.objects.filter(about__in=[about for _rule, about in found]).values_list("rule", "about")
    )
    new = [one for key, one in found.items() if key not in known]
    alarms = [_alarm(by, day, one) for one in new]
    LookAlarm.objects.bulk_create(alarms)
    for alarm in alarms:
        _promise(act, alarm)
    act.audit(Event.LOOKS_SCANNED, day=day.isoformat(), found=len(found), raised=len(alarms))
    return len(alarms)


def _alarm(by: Acting, day: date, one: Finding) -> LookAlarm:
    officer = one.officer
    return LookAlarm(
        county=by.county,
        rule=one.rule,
        day=day,
        officer_id=officer.officer if officer else None,
        officer_name=officer.name if officer else "",
        town=officer.town if officer else "",
        case_id=one.case,
        about=one.about,
        params=one.params,
        due_at=_due(by.county),
        looks=[str(look) for look in one.looks[:_MOST_LOOKS]],
    )
