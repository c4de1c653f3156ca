"""Parcels leave: first it is written down that they do, then they do, then what became of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from welfare.case.states import FINAL
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.crypto import unseal
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import channels, waits
from welfare.lookup.exchange.failing import fail_lines
from welfare.lookup.exchange.preparing import context
from welfare.lookup.models import BulkParcel, LineOutcome, Parcel, ParcelStatus
from welfare.lookup.ports import BatchConnector, Receipt, TransportError

#: longer than any transport's own time-out: until then nobody else sends the same parcel
LEASE = timedelta(minutes=10)


class NothingToSend(Exception):
    """Somebody else has just taken it."""


def send_all(county: str, connector: BatchConnector) -> int:
    """Everything that is due in this county. Returns how many parcels were handed over."""
    sent = 0
    for parcel, package in _due(county, connector.code):
        try:
            receipt = connector.send(parcel.reference, package)
        except TransportError as silence:
            with acting_as(Acting.system(county)) as by:
                record_silence(by=by, parcel=parcel, connector=connector, silence=silence)
            if not silence.permanent:
                break  # the others would meet the same silence; they are due and go with the next round
            continue
        with acting_as(Acting.system(county)) as by:
            record_receipt(by=by, parcel=parcel, connector=connector, receipt=receipt)
        sent += 1
    return sent


def _due(county: str, source: str) -> Iterator[tuple[Parcel, bytes]]:
    """Each due parcel, claimed for the length of a lease, with its unsealed content."""
    while True:
        try:
            with acting_as(Acting.system(county)) as by:
                parcel = take(by=by, source=source)
        except NothingToSend:
            return
        if parcel.content is not None:
            yield parcel, unseal(bytes(parcel.content), context=context(parcel))


@through_the_door("exchange.send")
def take(act: Act, *, by: Acting, source: str) -> Parcel:
    """Write down that the next due parcel leaves now, before it does: no audit, no query.

    Raises NothingToSend.
    """
    parcel = (
        Parcel.objects.select_for_update(skip_locked=True)
        .filter(county=by.county, source=source, next_try_at__lte=clock.now())
        .order_by("next_try_at", "prepared_at")
        .first()
    )
    if parcel is None:
        raise NothingToSend
    if parcel.status == ParcelStatus.FAILED and not _is_still_wanted(parcel):
        parcel.next_try_at, parcel.content = None, None
        parcel.save(update_fields=["next_try_at", "content"])
        act.audit(Event.EXCHANGE_WITHDRAWN, reference=parcel.reference)
        return parcel
    parcel.tries += 1
    parcel.next_try_at = clock.now() + LEASE
    parcel.save(update_fields=["tries", "next_try_at"])
    act.audit(
        Event.EXCHANGE_SENT,
        reference=parcel.reference,
        source=source,
        subjects=parcel.subjects,
        legal_basis=parcel.legal_basis,
        digest=parcel.digest,
        tries=parcel.tries,
    )
    return parcel


def _is_still_wanted(parcel: Parcel) -> bool:
    """Whether a line of a failed parcel belongs to a case that has not ended."""
    if BulkParcel.objects.filter(parcel=parcel).exists():
        return True
    open_lines = parcel.lines.filter(outcome=LineOutcome.FAILED)
    return open_lines.exclude(request__case__status__in=FINAL).exists()


@through_the_door("exchange.record_receipt")
def record_receipt(
    act: Act, *, by: Acting, parcel: Parcel, connector: BatchConnector, receipt: Receipt
) -> Parcel:
    """It was handed over, perhaps acknowledged. An answer may have been faster: nothing goes back."""
    parcel = Parcel.objects.select_for_update().get(pk=parcel.pk)
    now = clock.now()
    if parcel.sent_at is None:
        parcel.sent_at, parcel.due_at = now, max(parcel.due_at, now + connector.answer_within)
    parcel.transaction = receipt.transaction[:80] or parcel.transaction
    parcel.error = "" if parcel.is_open else parcel.error
    acknowledge(parcel, now) if receipt.acknowledged else _handed_over(parcel)
    parcel.next_try_at = _next_try(parcel, connector, now)
    parcel.save()
    channels.reached(by.county, parcel.source, channels.SEND)
    act.audit(
        Event.EXCHANGE_ACKNOWLEDGED if receipt.acknowledged else Event.EXCHANGE_SENT,
        reference=parcel.reference,
        transaction=parcel.transaction,
        handed_over=True,
    )
    return parcel


def acknowledge(parcel: Parcel, now: datetime) -> None:
    """The agency has it; later states stay."""
    parcel.sent_at = parcel.sent_at or now
    parcel.acknowledged_at = parcel.acknowledged_at or now
    if parcel.status in {ParcelStatus.PREPARED, ParcelStatus.SENT}:
        parcel.status = ParcelStatus.ACKNOWLEDGED


def _handed_over(parcel: Parcel) -> None:
    if parcel.status == ParcelStatus.PREPARED:
        parcel.status = ParcelStatus.SENT


def _next_try(parcel: Parcel, connector: BatchConnector, now: datetime) -> datetime | None:
    """Again after `resend_after` while nobody has said that it arrived; now and then once it has failed."""
    if parcel.status == ParcelStatus.SENT and connector.resend_after:
        return now + max(connector.resend_after, waits.wait(parcel.tries))
    if parcel.status == ParcelStatus.FAILED and parcel.tries < waits.MOST_PATIENT_TRIES:
        return now + waits.jittered(waits.PATIENT)
    return None


@through_the_door("exchange.record_silence")
def record_silence(
    act: Act, *, by: Acting, parcel: Parcel, connector: BatchConnector, silence: TransportError
) -> Parcel:
    """It could not be handed over, or nobody knows: again after a while, or never."""
    parcel = Parcel.objects.select_for_update().get(pk=parcel.pk)
    parcel.error = silence.sentence[:200]
    if silence.permanent and parcel.status != ParcelStatus.CLOSED:
        parcel.next_try_at = None
        fail_lines(act, parcel, parcel.lines.filter(outcome=LineOutcome.WAITING), silence.sentence)
    elif parcel.status == ParcelStatus.FAILED:
        is_tired = parcel.tries >= waits.MOST_PATIENT_TRIES
        parcel.next_try_at = None if is_tired else clock.now() + waits.jittered(waits.PATIENT)
    else:
        parcel.next_try_at = clock.now() + waits.wait(parcel.tries)
    parcel.save()
    channels.silent(by.county, parcel.source, channels.SEND, silence.sentence)
    act.audit(
        Event.EXCHANGE_FAILED, reference=parcel.reference, tries=parcel.tries, permanent=silence.permanent
    )
    return parcel
