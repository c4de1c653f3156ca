"""Who works in the demo: one person per role in Hualien, and a few in a second county.

Demo sign-ins have no second factor and exist in demo mode only; the banner on every page says so.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.contrib.auth.hashers import make_password

from welfare.foundation.acting import Acting
from welfare.foundation.models import Agency, AgencyKind, Appointment, Officer
from welfare.foundation.regions import full_name, town, towns_of, villages_of
from welfare.foundation.roles import Role
from welfare.foundation.row_access import acting_as

HUALIEN = "10015"
TAICHUNG = "66000"
YULI = "10015030"
SINCE = date(2020, 1, 1)
SPACE = UUID("6d1b1f6e-0000-4000-8000-000000000115")


@dataclass(frozen=True, slots=True)
class SignIn:
    """One demo sign-in as `make demo` prints it."""

    role: str
    label: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class _Person:
    username: str
    name: str
    role: Role
    county: str = ""
    town: str = ""
    villages: int = 0  # how many of the town's villages a clerk looks after


#: passwords are long on purpose and useless elsewhere: demo mode refuses to start in production
DEMO_PASSWORD = "nuanliu-demo-115-only"  # noqa: S105

PEOPLE = (
    _Person("clerk", "王測勇", Role.VILLAGE_CLERK, HUALIEN, YULI, 15),
    _Person("caseworker", "李測真", Role.TOWNSHIP_CASEWORKER, HUALIEN, YULI),
    _Person("chief", "林測德", Role.SECTION_CHIEF, HUALIEN, YULI),
    _Person("reviewer", "周測衡", Role.COUNTY_REVIEWER, HUALIEN),
    _Person("approver", "陳測明", Role.COUNTY_APPROVER, HUALIEN),
    _Person("social_worker", "吳測安", Role.SOCIAL_WORKER, HUALIEN),
    _Person("accountant", "張測算", Role.ACCOUNTANT, HUALIEN),
    _Person("ministry", "黃測策", Role.MINISTRY_ADMINISTRATOR),
    _Person("operator", "許測維", Role.OPERATOR),
    _Person("auditor", "鄭測查", Role.AUDITOR, HUALIEN),
    _Person("caseworker2", "蔡測平", Role.TOWNSHIP_CASEWORKER, HUALIEN, "10015010"),
    _Person("accountant2", "邱測帳", Role.ACCOUNTANT, HUALIEN),
    _Person("tc_clerk", "洪測中", Role.VILLAGE_CLERK, TAICHUNG, "66000010", 8),
    _Person("tc_caseworker", "賴測區", Role.TOWNSHIP_CASEWORKER, TAICHUNG, "66000010"),
    _Person("tc_chief", "廖測決", Role.SECTION_CHIEF, TAICHUNG, "66000010"),
    _Person("tc_reviewer", "江測督", Role.COUNTY_REVIEWER, TAICHUNG),
    _Person("tc_accountant", "游測款", Role.ACCOUNTANT, TAICHUNG),
    _Person("tc_approver", "沈測府", Role.COUNTY_APPROVER, TAICHUNG),
)

_LABELS = {
    Role.VILLAGE_CLERK: "村里幹事",
    Role.TOWNSHIP_CASEWORKER: "公所承辦",
    Role.SECTION_CHIEF: "公所課長",
    Role.COUNTY_REVIEWER: "縣府複審",
    Role.COUNTY_APPROVER: "縣府核定",
    Role.SOCIAL_WORKER: "社工",
    Role.ACCOUNTANT: "主計",
    Role.MINISTRY_ADMINISTRATOR: "部會管理者",
    Role.OPERATOR: "系統維運",
    Role.AUDITOR: "稽核",
}

SIGN_INS = [SignIn(str(p.role), _LABELS[p.role], p.username, DEMO_PASSWORD) for p in PEOPLE]


def officer_id(username: str) -> UUID:
    """The same officer has the same id in every demo and every test."""
    return uuid5(SPACE, f"officer:{username}")


def agency_id(kind: str, code: str) -> UUID:
    return uuid5(SPACE, f"agency:{kind}:{code}")


def _agency_code(code: str) -> str:
    """Ten characters that no real office bears, of a county or township code."""
    return f"TEST{code[-6:].zfill(6)}"


def _agencies() -> list[Agency]:
    ministry = Agency(id=agency_id("ministry", ""), kind=AgencyKind.MINISTRY, name="衛生福利部（練習）")
    found = [ministry]
    for county in (HUALIEN, TAICHUNG):
        government = Agency(
            id=agency_id("county_government", county),
            kind=AgencyKind.COUNTY_GOVERNMENT,
            name=f"{full_name(county)}政府",
            agency_code=_agency_code(county),
            parent=ministry,
            county=county,
            address=f"{full_name(county)}練習路 1 號",
            phone="（練習環境，無電話）",
        )
        found.append(government)
        for code in [t.code for t in towns_of(county)] if county == HUALIEN else ["66000010"]:
            office = Agency(
                id=agency_id("township_office", code),
                kind=AgencyKind.TOWNSHIP_OFFICE,
                name=f"{full_name(code)}公所",
                agency_code=_agency_code(code),
                parent=government,
                county=county,
                town=code,
                address=f"{full_name(code)}練習路 1 號",
                phone="（練習環境，無電話）",
            )
            found.append(office)
            if code in {YULI, "66000010"}:
                found.append(
                    Agency(
                        id=agency_id("village_office", code),
                        kind=AgencyKind.VILLAGE_OFFICE,
                        name=f"{town(code).name}村里辦公處",
                        parent=office,
                        county=county,
                        town=code,
                        village=villages_of(code)[0].code,
                    )
                )
    return found


def _agency_of(person: _Person) -> UUID:
    if person.villages:
        return agency_id("village_office", person.town)
    if person.town:
        return agency_id("township_office", person.town)
    if person.county:
        return agency_id("county_government", person.county)
    return agency_id("ministry", "")


def load_staff(*, with_passwords: bool = True) -> None:
    """Create offices, officers and appointments once; a second call changes nothing.

    Without passwords (tests) nobody can sign in by typing.
    """
    with acting_as(Acting.system()):
        if Officer.objects.filter(username="clerk").exists():
            return
        # everybody's is the same and known, so it is hashed once
        password = make_password(DEMO_PASSWORD if with_passwords else None)
        Agency.objects.bulk_create(_agencies())
        for person in PEOPLE:
            officer = Officer(
                id=officer_id(person.username),
                username=person.username,
                name=person.name,
                password=password,
                is_demo=True,
            )
            Officer.objects.bulk_create([officer])
            Appointment.objects.bulk_create(
                [
                    Appointment(
                        id=uuid5(SPACE, f"appointment:{person.username}"),
                        officer=officer,
                        agency_id=_agency_of(person),
                        role=person.role,
                        villages=[v.code for v in villages_of(person.town)][: person.villages],
                        valid_from=SINCE,
                    )
                ]
            )
