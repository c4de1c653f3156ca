"""From a signed-in officer to an Acting: own appointments and deputyships, checked at request time."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import Appointment, Deputyship, Officer
from welfare.foundation.roles import Role


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to act: an own appointment, or a colleague's as deputy. `key` goes into the session."""

    key: str
    appointment: Appointment
    deputy_for: Officer | None


def choices(officer: Any) -> list[Choice]:
    """Everything the officer may act as right now, own appointments first.

    A deputy gets the appointment itself, never what its holder deputises for: grants do not delegate.
    """
    today, now = clock.today(), clock.now()
    in_force = Q(valid_from__lte=today) & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))
    own = Appointment.objects.filter(in_force, officer_id=officer.pk).select_related("agency", "officer")
    found = [Choice(key=str(a.id), appointment=a, deputy_for=None) for a in own.order_by("valid_from", "id")]
    deputyships = (
        Deputyship.objects.filter(deputy_id=officer.pk, valid_from__lte=now, valid_until__gt=now)
        .select_related("appointment__agency", "appointment__officer")
        .order_by("valid_from", "id")
    )
    for deputyship in deputyships:
        appointment = deputyship.appointment
        if appointment.valid_from <= today and (
            appointment.valid_until is None or appointment.valid_until >= today
        ):
            found.append(Choice(str(deputyship.id), appointment, appointment.officer))
    return found


def acting_for(officer: Any, *, chosen: str = "") -> Acting | None:
    """The officer's present identity: the chosen one while in force, else the first; None without any."""
    available = choices(officer)
    if not officer.is_active or not available:
        return None
    choice = next((c for c in available if c.key == chosen), available[0])
    agency = choice.appointment.agency
    return Acting(
        officer_id=officer.pk,
        name=officer.name,
        role=Role(choice.appointment.role),
        agency_id=agency.id,
        agency_name=agency.name,
        county=agency.county,
        town=agency.town,
        villages=tuple(choice.appointment.villages or ([agency.village] if agency.village else [])),
        on_behalf_of=choice.deputy_for.pk if choice.deputy_for else None,
        on_behalf_of_name=choice.deputy_for.name if choice.deputy_for else "",
    )
