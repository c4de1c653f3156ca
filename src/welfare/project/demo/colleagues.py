"""The offices of the other townships: one caseworker and one village clerk each, who do not sign in."""

from uuid import uuid5

from django.contrib.auth.hashers import make_password

from welfare.foundation.acting import Acting
from welfare.foundation.models import Appointment, Officer
from welfare.foundation.regions import towns_of, villages_of
from welfare.foundation.roles import Role
from welfare.foundation.row_access import acting_as
from welfare.project.demo.staff import (
    HUALIEN,
    SINCE,
    SPACE,
    YULI,
    agency_id,
    officer_id,
)

_SURNAMES = "方江宋杜汪孟柯范夏唐康連盧"
_HUALIEN_CITY = "10015010"


def caseworker_of(town: str) -> str:
    """Username of who decides first reviews in a township of the demo county."""
    known = {YULI: "caseworker", _HUALIEN_CITY: "caseworker2", "66000010": "tc_caseworker"}
    return known.get(town, f"caseworker_{town}")


def clerk_of(town: str) -> str:
    """Username of the village clerk who goes out in a township."""
    return {YULI: "clerk", "66000010": "tc_clerk"}.get(town, f"clerk_{town}")


def load_colleagues() -> None:
    """Staff every township of Hualien; a second call changes nothing."""
    officers, appointments = [], []
    with acting_as(Acting.system()):
        known = set(Officer.objects.values_list("username", flat=True))
        for town, surname in zip((t.code for t in towns_of(HUALIEN)), _SURNAMES, strict=True):
            for username, role, given in (
                (caseworker_of(town), Role.TOWNSHIP_CASEWORKER, "公"),
                (clerk_of(town), Role.VILLAGE_CLERK, "里"),
            ):
                if username in known:
                    continue
                officer = Officer(
                    id=officer_id(username),
                    username=username,
                    name=f"{surname}測{given}",
                    password=make_password(None),
                    is_demo=True,
                )
                officers.append(officer)
                appointments.append(
                    Appointment(
                        id=uuid5(SPACE, f"appointment:{username}"),
                        officer=officer,
                        agency_id=agency_id("township_office", town),
                        role=role,
                        villages=[v.code for v in villages_of(town)] if role is Role.VILLAGE_CLERK else [],
                        valid_from=SINCE,
                    )
                )
        Officer.objects.bulk_create(officers)
        Appointment.objects.bulk_create(appointments)
