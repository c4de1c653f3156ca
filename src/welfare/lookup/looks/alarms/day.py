"""One day of looks in one county, with what the rules hold it against: read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Max, Q
from django.db.models.functions import TruncDate

from welfare.case.models import Assignment, Case, Member
from welfare.foundation import clock
from welfare.foundation.audit import Event
from welfare.foundation.models import AuditEvent
from welfare.foundation.roles import Role
from welfare.lookup.looks import parameters
from welfare.lookup.looks.declaring import address_key
from welfare.lookup.looks.models import Look, LookKind, StaffDeclaration
from welfare.lookup.models import Fact

#: events that are reading or the look-up itself: no reason to look again
_READING = [e.value for e in Event if e.value.startswith(("access.", "account.", "looks.", "lookup."))] + [
    Event.CASE_READ.value,
    Event.DOCUMENT_READ.value,
]


@dataclass(frozen=True, slots=True)
class Seen:
    """One row of the log, by a person."""

    id: UUID
    at: datetime
    officer: UUID
    name: str
    role: str
    town: str
    case: UUID
    person: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case is: town and village codes, its number, and the hashed addresses of its people."""

    town: str
    village: str
    number: str
    addresses: dict[str, str]  # person key → address key


@dataclass(frozen=True, slots=True)
class Declared:
    """An officer's own circle, as hashes."""

    person: str
    kin: frozenset[str]
    village: str
    address: str


@dataclass(frozen=True)
class Day:
    """`acted`: (officer, case) → last act of quiet_days; `acts`: officer → moments of acts of the day.

    `before`: (officer, case, person, day) of the days of the window, today among them.
    """

    day: date
    county: str
    looks: tuple[Seen, ...]
    before: frozenset[tuple[UUID, UUID, str, date]] = frozenset()
    cases: dict[UUID, Place] = field(default_factory=dict)
    acted: dict[tuple[UUID, UUID], datetime] = field(default_factory=dict)
    acts: dict[UUID, tuple[datetime, ...]] = field(default_factory=dict)  # officer → acts of the day
    assigned: frozenset[tuple[UUID, UUID]] = frozenset()
    declared: dict[UUID, Declared] = field(default_factory=dict)
    relatives: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _moved(self) -> frozenset[UUID]:
        return frozenset(case for _officer, case in self.acted)

    def by_officer(self) -> dict[UUID, list[Seen]]:
        found: dict[UUID, list[Seen]] = defaultdict(list)
        for look in self.looks:
            found[look.officer].append(look)
        return found

    def has_reason(self, look: Seen) -> bool:
        """The officer did something in the case lately, or it was given to this officer."""
        return (look.officer, look.case) in self.acted or (look.officer, look.case) in self.assigned

    def has_worked(self, look: Seen) -> bool:
        """The officer did something in the case on this very day."""
        last = self.acted.get((look.officer, look.case))
        return last is not None and clock.day_in_taiwan(last) == self.day

    def is_quiet(self, case: UUID) -> bool:
        """Nobody has done anything in the case lately."""
        return case not in self._moved


def read(county: str, day: date) -> Day:
    """Everything the rules need of one day; run as the system of the county. Nine queries."""
    start, end = clock.start_of_day(day), clock.start_of_day(day + timedelta(days=1))
    rows = Look.objects.filter(county=county, at__gte=start, at__lt=end).exclude(
        Q(role=Role.SYSTEM) | Q(kind=LookKind.TOLD) | Q(page="batch")
    )
    looks = tuple(
        Seen(*row)
        for row in rows.order_by("at", "id").values_list(
            "id", "at", "officer_id", "officer_name", "role", "town", "case_id", "person_key"
        )
    )
    cases = {look.case for look in looks}
    persons = {look.person for look in looks}
    acted, acts = _acts(county, cases, day)
    return Day(
        day=day,
        county=county,
        looks=looks,
        before=_before(county, persons, day),
        cases=_places(cases),
        acted=acted,
        acts=acts,
        assigned=frozenset(
            Assignment.objects.filter(case__in=cases, ended_at=None).values_list("officer_id", "case_id")
        ),
        declared=_declared(county),
        relatives=_relatives(persons),
    )


def _acts(
    county: str, cases: Iterable[UUID], day: date
) -> tuple[dict[tuple[UUID, UUID], datetime], dict[UUID, tuple[datetime, ...]]]:
    """Who did something in which case within quiet_days, and every act of the day itself."""
    quiet = timedelta(days=parameters.alarm("quiet_days"))
    start, end = clock.start_of_day(day), clock.start_of_day(day + timedelta(days=1))
    events = (
        AuditEvent.objects.filter(county=county, at__lt=end)
        .exclude(role=Role.SYSTEM)
        .exclude(event__in=_READING)
    )
    lately = (
        events.filter(case_id__in=list(cases), at__gte=start - quiet)
        .order_by()
        .values_list("officer_id", "case_id")
        .annotate(last=Max("at"))
    )
    today: dict[UUID, list[datetime]] = defaultdict(list)
    of_day = events.filter(day=day, case_id__isnull=False).order_by("at")
    for officer, at in of_day.values_list("officer_id", "at"):
        today[officer].append(at)
    return (
        {(officer, case): last for officer, case, last in lately if case},
        {officer: tuple(moments) for officer, moments in today.items()},
    )


def _before(county: str, persons: set[str], day: date) -> frozenset[tuple[UUID, UUID, str, date]]:
    """Looks of the longest window of a rule at the persons of today, one per officer, case and day."""
    window = max(parameters.rule("crowd")["days"], parameters.rule("no_activity")["days"])
    since = clock.start_of_day(day - timedelta(days=window - 1))
    rows = (
        Look.objects.filter(
            county=county,
            person_key__in=persons,
            at__gte=since,
            at__lt=clock.start_of_day(day + timedelta(days=1)),
        )
        .exclude(role__in=[Role.SYSTEM, Role.AUDITOR])
        .exclude(Q(kind=LookKind.TOLD) | Q(page="batch"))
        .annotate(on=TruncDate("at", tzinfo=clock.TAIPEI))
        .order_by()
        .values_list("officer_id", "case_id", "person_key", "on")
        .distinct()
    )
    return frozenset(rows)


def _places(cases: set[UUID]) -> dict[UUID, Place]:
    addresses: dict[UUID, dict[str, str]] = defaultdict(dict)
    for case, person, address in Member.objects.filter(case__in=cases).values_list(
        "case_id", "person_key", "address"
    ):
        if address:
            addresses[case][person] = address_key(str(address))
    rows = Case.objects.filter(pk__in=cases).values_list("id", "town", "village", "number")
    return {case: Place(town, village, number, addresses[case]) for case, town, village, number in rows}


def _declared(county: str) -> dict[UUID, Declared]:
    rows = StaffDeclaration.objects.filter(county=county).order_by("declared_at", "id")
    return {
        row.officer_id: Declared(row.person_key, frozenset(row.kin), row.village, row.address_key)
        for row in rows
    }


def _relatives(persons: set[str]) -> dict[str, frozenset[str]]:
    """Person → whom the household register names as kin of that person."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = Fact.objects.filter(kind="kinship", person_key__in=persons).values_list("person_key", "value")
    for person, links in rows:
        for link in links or ():
            found[person].add(link["person"])
            found[link["person"]].add(person)
    return {person: frozenset(kin) for person, kin in found.items()}
