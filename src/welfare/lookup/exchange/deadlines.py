"""What was not answered in time fails, visibly; the parcel goes on being sent now and then."""

from django.utils.translation import gettext as _

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.row_access import acting_as
from welfare.lookup.display import moment_words
from welfare.lookup.exchange import waits
from welfare.lookup.exchange.failing import break_promise, fail_lines
from welfare.lookup.models import LineOutcome, Parcel, ParcelStatus
from welfare.lookup.ports import BatchConnector

OPEN = (ParcelStatus.PREPARED, ParcelStatus.SENT, ParcelStatus.ACKNOWLEDGED)


class NothingIsDue(Exception):
    """No open parcel is past its deadline."""


def expire_all(county: str, connector: BatchConnector) -> int:
    """Every overdue parcel of this county, one transaction each."""
    expired = 0
    try:
        while True:
            with acting_as(Acting.system(county)) as by:
                expire(by=by, source=connector.code)
            expired += 1
    except NothingIsDue:
        return expired


@through_the_door("exchange.expire")
def expire(act: Act, *, by: Acting, source: str) -> Parcel:
    """Fail what still waits in the parcel that is overdue longest. Raises NothingIsDue."""
    overdue = Parcel.objects.filter(county=by.county, source=source, status__in=OPEN, due_at__lte=clock.now())
    parcel = overdue.select_for_update(skip_locked=True).order_by("due_at").first()
    if parcel is None:
        raise NothingIsDue
    sentence = _sentence(parcel)
    failed = fail_lines(
        act, parcel, parcel.lines.filter(outcome=LineOutcome.WAITING), sentence, by_silence=True
    )
    if parcel.status == ParcelStatus.FAILED:
        parcel.error = sentence[:200]
        parcel.next_try_at = clock.now() + waits.jittered(waits.PATIENT)
        break_promise(parcel, sentence)
    parcel.save()
    act.audit(Event.EXCHANGE_FAILED, reference=parcel.reference, overdue=True, subjects=failed)
    return parcel


def _sentence(parcel: Parcel) -> str:
    when = moment_words(parcel.due_at)
    if parcel.sent_at is None:
        why = parcel.error or _("還沒有送出的機會")
        return _("到 %(when)s 都送不出去：%(why)s 系統會繼續送，晚到的回覆照樣採用。") % {
            "when": when,
            "why": why,
        }
    return _("機關到 %(when)s 沒有回覆這一批。晚到的回覆照樣採用；急件請改用書面查證。") % {"when": when}
