"""The second person: check everything again, then let the money go, or send the roster back."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from welfare.case.policies import NotNow
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roles import Role
from welfare.payment import permissions, policies
from welfare.payment.models import PaymentLine, PaymentRoster, RosterStatus
from welfare.payment.rosters.checks import check_sound
from welfare.payment.rosters.transfer import make_file
from welfare.payment.services.four_eyes import record_for_roster
from welfare.payment.services.prepare import RELEASE

FILE = "payment_file"


@through_the_door("payment.release")
def release(act: Act, *, by: Acting, roster: PaymentRoster) -> PaymentRoster:
    """Release a prepared roster: a second person, who decided none of its cases, after every check again.

    The transfer file is written once as a trial, so that what is released can be sent. Raises
    policies.SamePerson, DecidedThemselves, RosterNotSound (with the lines), NotNow.
    """
    permissions.check_release(by)
    locked = _locked(roster)
    policies.check_status(locked, RosterStatus.PREPARED)
    policies.check_second_person(locked, by)
    record_for_roster(locked, did="release_payment", by=by)
    check_sound(locked)
    make_file(locked)
    locked.status = RosterStatus.RELEASED
    locked.released_by, locked.released_by_name, locked.released_at = by.officer_id, by.name, clock.now()
    _save(locked, "status", "released_by", "released_by_name", "released_at")
    act.audit(
        Event.PAYMENT_ROSTER_RELEASED,
        roster=str(locked.id),
        lines=locked.line_count,
        amount=locked.total_amount,
    )
    act.keep(RELEASE, str(locked.id))
    act.promise(FILE, str(locked.id), due_at=clock.noon_of(locked.pay_on), owner_role=Role.ACCOUNTANT)
    return locked


@through_the_door("payment.withdraw")
def withdraw_roster(act: Act, *, by: Acting, roster: PaymentRoster, because: str) -> PaymentRoster:
    """Take back a roster nobody released: its months are owed again, its lines stay as they were written."""
    permissions.check_withdraw(by)
    if not because.strip():
        raise NotNow(_("請寫撤回的原因，例如「第 12 筆帳戶錯誤」。"))
    locked = _locked(roster)
    policies.check_status(locked, RosterStatus.PREPARED)
    locked.status = RosterStatus.WITHDRAWN
    locked.withdrawn_by_name, locked.withdrawn_at = by.name, clock.now()
    locked.withdrawn_because = because.strip()[:200]
    _save(locked, "status", "withdrawn_by_name", "withdrawn_at", "withdrawn_because")
    PaymentLine.objects.filter(roster=locked).update(withdrawn=True)
    act.audit(Event.PAYMENT_ROSTER_WITHDRAWN, roster=str(locked.id), lines=locked.line_count)
    act.keep(RELEASE, str(locked.id))
    return locked


def _locked(roster: PaymentRoster) -> PaymentRoster:
    return PaymentRoster.objects.select_for_update(of=("self",)).get(pk=roster.pk)


def _save(roster: PaymentRoster, *fields: str) -> None:
    try:
        with transaction.atomic():
            roster.save(update_fields=fields)
    except IntegrityError as refused:
        raise policies.RosterNotSound(
            _("資料庫不接受這次放行：明細和合計不一致，或製作和放行是同一個人。請撤回後重新製作。")
        ) from refused
