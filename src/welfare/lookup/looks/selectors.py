"""Reads of who looked: by case, by officer, sheets, alarms; paged by key, newest first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncDate

from welfare.case.models import Case, Member
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Role
from welfare.lookup.looks import permissions
from welfare.lookup.looks.models import AlarmStatus, Look, LookAlarm, LookSheet

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """Rows, and the place to go on from; empty when there is nothing more."""

    rows: list[Look]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader narrows the list to; unknown words narrow nothing."""

    kind: str = ""
    source: str = ""
    since: date | None = None
    until: date | None = None
    after: str = ""

    def narrow(self, looks: QuerySet[Look]) -> QuerySet[Look]:
        if self.kind:
            looks = looks.filter(kind=self.kind)
        if self.source:
            looks = looks.filter(sources__contains=[self.source])
        if self.since:
            looks = looks.filter(at__gte=clock.start_of_day(self.since))
        if self.until:
            looks = looks.filter(at__lt=clock.start_of_day(self.until + timedelta(days=1)))
        return looks


def of_case(case: Case, filters: Filters) -> Page:
    return _page(Look.objects.filter(case=case), filters)


def of_officer(officer_id: UUID, filters: Filters) -> Page:
    """Looks of one officer, also those a deputy made in that officer's place."""
    return _page(Look.objects.filter(Q(officer_id=officer_id) | Q(on_behalf_of=officer_id)), filters)


def _page(looks: QuerySet[Look], filters: Filters) -> Page:
    rows = filters.narrow(looks).order_by("-at", "-id")
    moment, _dot, last = filters.after.partition("_")
    try:
        place = datetime.fromtimestamp(int(moment) / 1_000_000, tz=clock.TAIPEI), UUID(last)
        rows = rows.filter(Q(at__lt=place[0]) | Q(at=place[0], id__lt=place[1]))
    except (ValueError, OverflowError, OSError):
        rows = rows.all()
    found = list(rows.select_related("case")[: PAGE_SIZE + 1])
    if len(found) <= PAGE_SIZE:
        return Page(found)
    end = found[PAGE_SIZE - 1]
    micro = (end.at - datetime(1970, 1, 1, tzinfo=end.at.tzinfo)) // timedelta(microseconds=1)
    return Page(found[:PAGE_SIZE], f"{micro}_{end.id}")


def names_of(looks: Iterable[Look]) -> dict[tuple[UUID, str], str]:
    """(case, person key) → name, for the rows of one page."""
    cases = {look.case_id for look in looks}
    rows = Member.objects.filter(case__in=cases).values_list("case_id", "person_key", "name")
    return {(case, person): name for case, person, name in rows}


@dataclass
class OfficerRow:
    """One officer in the list of an office: rows of the last thirty days, the last look, open alarms."""

    id: UUID
    name: str
    role: str
    town: str
    looks: int
    cases: int
    last: datetime
    days: Counter[date] = field(default_factory=Counter)
    alarms: int = 0


def officers(by: Acting, *, days: int = 30) -> list[OfficerRow]:
    """Who looked in the last days, as far as this reader may see: three queries."""
    since = clock.start_of_day(clock.today() - timedelta(days=days - 1))
    looks = Look.objects.filter(at__gte=since).exclude(role=Role.SYSTEM)
    if not permissions.sees_officers(by):
        looks = looks.filter(officer_id=by.officer_id)
    elif by.role is Role.SECTION_CHIEF:
        looks = looks.filter(town=by.town)
    elif by.role is Role.COUNTY_APPROVER:
        looks = looks.filter(Q(town="") | Q(role=Role.SECTION_CHIEF))
    rows = looks.order_by().values("officer_id", "officer_name", "role", "town")
    found = {
        (row["officer_id"], row["role"], row["town"]): OfficerRow(
            row["officer_id"], row["officer_name"], row["role"], row["town"], row["n"], row["c"], row["last"]
        )
        for row in rows.annotate(n=Count("id"), c=Count("case_id", distinct=True), last=Max("at"))
    }
    per_day = looks.annotate(on=TruncDate("at", tzinfo=clock.TAIPEI)).order_by()
    for row in per_day.values("officer_id", "role", "town", "on").annotate(n=Count("id")):
        found[row["officer_id"], row["role"], row["town"]].days[row["on"]] = row["n"]
    alarms = Counter(open_alarms().values_list("officer_id", flat=True))
    for one in found.values():
        one.alarms = alarms[one.id]
    return sorted(found.values(), key=lambda one: (-one.alarms, -one.looks, one.name))


def calendar(officer_id: UUID, *, days: int) -> Counter[date]:
    """Rows per day of one officer."""
    since = clock.start_of_day(clock.today() - timedelta(days=days - 1))
    rows = Look.objects.filter(officer_id=officer_id, at__gte=since)
    per_day = rows.annotate(on=TruncDate("at", tzinfo=clock.TAIPEI)).order_by().values("on")
    return Counter({row["on"]: row["n"] for row in per_day.annotate(n=Count("id"))})


def sheets(by: Acting) -> QuerySet[LookSheet]:
    """Newest month first, the office's own first within it."""
    return LookSheet.objects.order_by("-month", "is_heads", "town")[:60]


def open_alarms() -> QuerySet[LookAlarm]:
    return LookAlarm.objects.filter(status=AlarmStatus.OPEN)


def alarms(status: str) -> QuerySet[LookAlarm]:
    rows = LookAlarm.objects.select_related("case").order_by("-raised_at", "-id")
    return rows.filter(status=status) if status in set(AlarmStatus) else rows


def alarms_of_sheet(sheet: LookSheet) -> list[LookAlarm]:
    """Alarms about the officers and the month of a sheet."""
    rows = LookAlarm.objects.filter(
        day__gte=sheet.month, day__lt=(sheet.month + timedelta(days=31)).replace(day=1)
    )
    return list(rows.filter(officer_id__in=sheet.officers).order_by("day", "rule"))


def looks_by_id(ids: Iterable[Any]) -> dict[UUID, Look]:
    return {look.id: look for look in Look.objects.filter(pk__in=list(ids)).select_related("case")}


def name_of(officer_id: UUID) -> str | None:
    """Name of an officer some of whose looks this reader may see; None else."""
    row = Look.objects.filter(officer_id=officer_id).order_by("-at").values_list("officer_name").first()
    return row[0] if row else None
