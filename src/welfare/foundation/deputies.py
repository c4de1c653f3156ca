"""Deputies (職務代理): a chief or an approver lets a colleague act in an appointment between two moments.

The end is checked at every request, never by a nightly job. Grants do not delegate: a deputy cannot name
a deputy, and what a deputy does is also the absent colleague's act when four eyes are counted.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.models import Appointment, Deputyship, Officer
from welfare.foundation.refusals import Refusal
from welfare.foundation.roles import Permission, Role
from welfare.foundation.row_access import acting_as


class BadDeputyship(Refusal):
    """The grant cannot be made as asked; the message says what to change."""


def appointments_to_cover(by: Acting) -> QuerySet[Appointment]:
    """Appointments in force in the granting officer's office and the offices below it, auditors' excepted."""
    return (
        Appointment.objects.filter(_in_force(), Q(agency_id=by.agency_id) | Q(agency__parent_id=by.agency_id))
        .exclude(role=Role.AUDITOR)
        .select_related("officer", "agency")
        .order_by("agency__name", "officer__name", "id")
    )


def possible_deputies(by: Acting) -> QuerySet[Officer]:
    """Colleagues of the same county with an appointment in force: not the granting officer, no auditor."""
    here = Appointment.objects.filter(_in_force(), agency__county=by.county)
    return (
        Officer.objects.filter(is_active=True, id__in=here.values("officer_id"))
        .exclude(id__in=here.filter(role=Role.AUDITOR).values("officer_id"))
        .exclude(id__in=by.persons)
        .order_by("name", "id")
    )


def deputyships_granted(by: Acting) -> QuerySet[Deputyship]:
    """Grants of the office that are in force or still to come."""
    return (
        Deputyship.objects.filter(
            Q(appointment__agency_id=by.agency_id) | Q(appointment__agency__parent_id=by.agency_id),
            valid_until__gt=clock.now(),
        )
        .select_related("appointment__officer", "appointment__agency", "deputy")
        .order_by("valid_from", "id")
    )


@through_the_door("account.grant_deputy")
def grant_deputy(
    act: Act, *, by: Acting, appointment: Appointment, deputy: Officer, start: datetime, end: datetime
) -> Deputyship:
    """Let `deputy` act in `appointment` from `start` (inclusive) to `end` (exclusive).

    Raises PermissionDenied (role, foreign office, a deputy granting) and BadDeputyship (who or when).
    """
    _check_may_grant(by)
    if not appointments_to_cover(by).filter(pk=appointment.pk).exists():
        raise PermissionDenied(_("只能替自己機關的同仁安排職務代理人。"))
    if deputy.pk == appointment.officer_id:
        raise BadDeputyship(_("代理人不能是本人，請選另一位同仁。"))
    if not possible_deputies(by).filter(pk=deputy.pk).exists():
        raise BadDeputyship(_("這位同仁不能當代理人：要是同一縣市的在職同仁，不能是您自己，也不能是稽核。"))
    if end <= start or end <= clock.now():
        raise BadDeputyship(_("結束要晚於開始，也要晚於現在。請改代理期間。"))
    with acting_as(Acting.system(by.county)):
        (deputyship,) = Deputyship.objects.bulk_create(
            [
                Deputyship(
                    appointment=appointment,
                    deputy=deputy,
                    valid_from=start,
                    valid_until=end,
                    granted_by_id=by.officer_id,
                )
            ]
        )
    act.audit(
        Event.ACCOUNT_DEPUTY_GRANTED,
        deputyship=deputyship.pk,
        appointment=appointment.pk,
        deputy=deputy.pk,
        start=start.isoformat(),
        end=end.isoformat(),
    )
    return deputyship


@through_the_door("account.end_deputy")
def end_deputy(act: Act, *, by: Acting, deputyship: Deputyship) -> Deputyship:
    """End a grant now; one that has not begun never begins. Raises PermissionDenied as `grant_deputy`."""
    _check_may_grant(by)
    if not deputyships_granted(by).filter(pk=deputyship.pk).exists():
        raise PermissionDenied(_("只能結束自己機關的職務代理。"))
    with acting_as(Acting.system(by.county)):
        row = Deputyship.objects.select_for_update().get(pk=deputyship.pk)
        row.valid_until = max(clock.now(), row.valid_from + timedelta(microseconds=1))
        row.save(update_fields=["valid_until"])
    act.audit(Event.ACCOUNT_DEPUTY_ENDED, deputyship=row.pk)
    return row


def _check_may_grant(by: Acting) -> None:
    by.check(Permission.DEPUTY_GRANT)
    if by.on_behalf_of:
        raise PermissionDenied(_("代理他人時不能再安排代理人，請換回您自己的職務。"))


def _in_force() -> Any:
    today = clock.today()
    return Q(valid_from__lte=today) & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))
