"""The alarm rules: pure functions of one day. Thresholds are data (`looks.yaml`); a finding says why.

A rule answers "does this look need a reason?", never "is this misuse?": that is the auditor's answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from welfare.foundation.clock import TAIPEI
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.foundation.roles import Role
from welfare.lookup.looks import parameters
from welfare.lookup.looks.alarms.day import Day, Seen


@dataclass(frozen=True, slots=True)
class Finding:
    """Looks that need a reason. `about` makes an alarm one: a second finding about the same adds nothing."""

    rule: str
    officer: Seen | None
    case: UUID | None
    about: str
    params: dict[str, Any]
    looks: tuple[UUID, ...]


def findings(day: Day) -> list[Finding]:
    """What every rule that is switched on finds on this day."""
    return [found for code in parameters.rules() for found in RULES[code](day)]


def _worker_looks(day: Day) -> Iterator[list[Seen]]:
    """Per officer the day's looks; auditors read by duty."""
    for looks in day.by_officer().values():
        working = [look for look in looks if look.role != Role.AUDITOR]
        if working:
            yield working


def no_activity(day: Day) -> Iterator[Finding]:
    """Several cases nobody works on, or one of them again and again."""
    limits = parameters.rule("no_activity")
    for looks in _worker_looks(day):
        quiet = [look for look in looks if day.is_quiet(look.case) and not day.has_reason(look)]
        cases = {look.case for look in quiet}
        if len(cases) >= limits["cases"]:
            yield _of_day("no_activity", day, quiet, {"cases": len(cases)})
            continue
        for case in sorted(cases, key=str):
            days = _days(day, quiet[0].officer, case)
            if len(days) >= limits["times"]:
                again = [look for look in quiet if look.case == case]
                yield _of_case("no_activity", day, again, {"days": len(days)})


def neighbor(day: Day) -> Iterator[Finding]:
    """Somebody of one's own address; of one's own village again, in a case where nobody does anything."""
    limits = parameters.rule("neighbor")
    for looks in _worker_looks(day):
        own = day.declared.get(looks[0].officer)
        if own is None:
            continue
        for case, rows in _cases(looks):
            place = day.cases.get(case)
            if place is None:
                continue
            same_address = own.address and any(place.addresses.get(r.person) == own.address for r in rows)
            same_village = own.village and own.village == place.village and day.is_quiet(case)
            again = len(_days(day, looks[0].officer, case)) >= limits["times"]
            if same_address or (same_village and again and not day.has_reason(rows[0])):
                yield _of_case("neighbor", day, rows, {"address": bool(same_address)})


def kin(day: Day) -> Iterator[Finding]:
    """Oneself, or a relative, declared or by the household register."""
    for looks in day.by_officer().values():
        own = day.declared.get(looks[0].officer)
        if own is None or not (own.person or own.kin):
            continue
        circle = own.kin | {own.person} | day.relatives.get(own.person, frozenset())
        for _case, rows in _cases([look for look in looks if look.person in circle]):
            yield _of_case("kin", day, rows, {"self": any(look.person == own.person for look in rows)})


def colleague(day: Day) -> Iterator[Finding]:
    """A colleague's data, without anything done in the case."""
    staff = {row.person: officer for officer, row in day.declared.items() if row.person}
    for looks in _worker_looks(day):
        seen = [r for r in looks if staff.get(r.person, r.officer) != r.officer and not day.has_reason(r)]
        for _case, rows in _cases(seen):
            yield _of_case("colleague", day, rows, {})


def burst(day: Day) -> Iterator[Finding]:
    """Very many cases in a short time, most of them without anything done."""
    limits = parameters.rule("burst")
    span = timedelta(minutes=limits["minutes"])
    for looks in _worker_looks(day):
        first = 0
        for last, look in enumerate(looks):
            while look.at - looks[first].at > span:
                first += 1
            cases = {row.case for row in looks[first : last + 1]}
            if len(cases) < limits["cases"]:
                continue
            idle = {row.case for row in looks[first : last + 1] if not day.has_worked(row)}
            if 2 * len(idle) > len(cases):
                params = {"cases": len(cases), "minutes": limits["minutes"]}
                yield _of_day("burst", day, looks[first : last + 1], params)
                break


def off_hours(day: Day) -> Iterator[Finding]:
    """At night or on a day off, without having worked then."""
    limits = parameters.rule("off_hours")
    is_open = OfficeCalendar(day.county).is_office_day(day.day)

    def is_off(moment: Any) -> bool:
        return not is_open or not limits["from"] <= moment.astimezone(TAIPEI).hour < limits["until"]

    for looks in _worker_looks(day):
        off = [look for look in looks if is_off(look.at)]
        pages = {(look.case, look.at) for look in off}
        worked = any(is_off(at) for at in day.acts.get(looks[0].officer, ()))
        if len(pages) >= limits["looks"] and not worked:
            yield _of_day("off_hours", day, off, {"looks": len(pages)})


def crowd(day: Day) -> Iterator[Finding]:
    """One person, many officers who had nothing to do in the case."""
    limits = parameters.rule("crowd")
    since = day.day - timedelta(days=limits["days"] - 1)
    officers: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    for officer, case, person, on in day.before:
        if on >= since and (officer, case) not in day.acted and (officer, case) not in day.assigned:
            officers[case, person].add(officer)
    told: set[UUID] = set()
    for (case, person), who in sorted(officers.items(), key=str):
        rows = [look for look in day.looks if (look.case, look.person) == (case, person)]
        if len(who) >= limits["officers"] and rows and case not in told:
            told.add(case)
            about = f"{case.hex}.{day.day:%Y%m}"
            params = {"officers": len(who), "days": limits["days"]}
            yield Finding("crowd", None, case, about, params, tuple(look.id for look in rows))


def other_office(day: Day) -> Iterator[Finding]:
    """A township officer at a case of another township."""
    for looks in _worker_looks(day):
        for case, rows in _cases([look for look in looks if look.town]):
            place = day.cases.get(case)
            if place is not None and place.town != rows[0].town and not day.has_reason(rows[0]):
                yield _of_case("other_office", day, rows, {"town": place.town})


RULES: dict[str, Callable[[Day], Iterator[Finding]]] = {
    "no_activity": no_activity,
    "neighbor": neighbor,
    "kin": kin,
    "colleague": colleague,
    "burst": burst,
    "off_hours": off_hours,
    "crowd": crowd,
    "other_office": other_office,
}


def _days(day: Day, officer: UUID, case: UUID) -> frozenset[date]:
    """Days of the window on which the officer looked at the case."""
    return frozenset(on for who, of, _person, on in day.before if (who, of) == (officer, case))


def _cases(looks: list[Seen]) -> list[tuple[UUID, list[Seen]]]:
    found: dict[UUID, list[Seen]] = defaultdict(list)
    for look in looks:
        found[look.case].append(look)
    return list(found.items())


def _of_day(rule: str, day: Day, looks: list[Seen], params: dict[str, Any]) -> Finding:
    """One alarm per officer and day."""
    about = f"{looks[0].officer.hex}.{day.day:%Y%m%d}"
    return Finding(rule, looks[0], None, about, params, tuple(look.id for look in looks))


def _of_case(rule: str, day: Day, looks: list[Seen], params: dict[str, Any]) -> Finding:
    """One alarm per officer, case and month: the next look at the same case adds nothing new."""
    about = f"{looks[0].officer.hex}.{looks[0].case.hex}.{day.day:%Y%m}"
    place = day.cases.get(looks[0].case)
    params = {**params, "number": place.number if place else ""}
    return Finding(rule, looks[0], looks[0].case, about, params, tuple(look.id for look in looks))
