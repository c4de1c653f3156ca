"""Household register (戶政) → facts."""

from collections.abc import Callable
from typing import Any

from welfare.lookup.mapping.finding import Finding, either, known, nothing, unknown
from welfare.lookup.ports import (
    Absent,
    GuardianshipKind,
    Kinship,
    MaritalStatus,
    RegisteredPerson,
    ResidenceKind,
    Source,
)

_MARITAL = {
    MaritalStatus.UNMARRIED: "single",
    MaritalStatus.MARRIED: "married",
    MaritalStatus.DIVORCED: "divorced",
    MaritalStatus.WIDOWED: "widowed",
}
_REGISTERED_HERE = frozenset({ResidenceKind.CURRENT, ResidenceKind.AT_REGISTRATION_OFFICE})


def person_facts(person: RegisteredPerson, source: Source) -> list[Finding]:
    """What the register says about one person, dead or alive."""
    facts = [
        known("sex", person.sex.value, source),
        *_birth(person, source),
        known("marital_state", _MARITAL[person.marital_status], source),
        known("residence", person.residence.value, source),
    ]
    if not isinstance(person.died_on, Absent):
        return [*facts, known("died_on", person.died_on.isoformat(), source)]
    return [*facts, *_living(person, source)]


def _living(person: RegisteredPerson, source: Source) -> list[Finding]:
    is_here = person.residence in _REGISTERED_HERE
    moved_in = person.moved_in_on
    return [
        known("registered_household", person.household_number, source),
        *_place(person, source),
        *([] if isinstance(moved_in, Absent) else [known("moved_in_on", moved_in.isoformat(), source)]),
        known("has_household_registration", is_here, source),
        either("indigenous", _is_said(person.indigenous), source, none=False),
        either("under_guardianship", _is_guarded(person), source, none=False),
        *_missing(person, source),
        either("in_military_service", person.in_military_service, source, none=False),
        either("is_student", _is_said(person.enrolled_at), source, none=False),
        either("publicly_funded_student", person.publicly_funded_student, source, none=False),
    ]


def kinship_fact(kinship: Kinship, source: Source, key: Callable[[str], str]) -> Finding:
    """One step of the kinship graph: [{"relation", "person"}], the person by keyed hash."""
    links = [
        {"relation": link.relation.value, "person": key(link.person.national_id)} for link in kinship.links
    ]
    return known("kinship", links, source)


def _birth(person: RegisteredPerson, source: Source) -> list[Finding]:
    birth = person.birth
    if birth.day is not None:
        return [known("born_on", birth.day.isoformat(), source)]
    facts = [unknown("born_on", Absent.UNKNOWN, source)]
    if birth.earliest and birth.latest:
        between = [birth.earliest.isoformat(), birth.latest.isoformat()]
        facts.append(known("born_between", between, source))
    return facts


def _place(person: RegisteredPerson, source: Source) -> list[Finding]:
    where = person.address
    if isinstance(where, Absent):
        return [unknown("registered_county", where, source), unknown("registered_village", where, source)]
    return [
        known("registered_county", where.county_code, source),
        known("registered_village", where.village_code, source),
    ]


def _is_said(value: str | Absent) -> bool | Absent:
    return value if isinstance(value, Absent) else True


def _is_guarded(person: RegisteredPerson) -> bool | Absent:
    if isinstance(person.guardianship, Absent):
        return person.guardianship
    return person.guardianship.kind is GuardianshipKind.GUARDIAN


def _missing(person: RegisteredPerson, source: Source) -> list[Finding]:
    since: Any = person.missing_since
    if since is Absent.NONE:
        return [nothing("is_missing", False, source)]
    if isinstance(since, Absent):
        return [unknown("is_missing", since, source)]
    return [known("is_missing", True, source), known("missing_reported_on", since.isoformat(), source)]
