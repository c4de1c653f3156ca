"""Rows of deliveries: begun before the first line is settled, finished after the last, or put aside."""

from datetime import datetime, time

from django.db.models import F
from django.utils.translation import gettext as _

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.office_calendar import OfficeCalendar
from welfare.foundation.roles import Role
from welfare.lookup.exchange import channels
from welfare.lookup.exchange.failing import break_promise, conclude, fail_lines
from welfare.lookup.exchange.sending import acknowledge
from welfare.lookup.models import Delivery, DeliveryStatus, LineOutcome, Parcel
from welfare.lookup.ports import Rejection

#: somebody looks at what was put aside by the end of the next office day
PROMISE = "exchange_examined"
_CLOSING = time(17, 0)
_TAKEN = (DeliveryStatus.ACCEPTED, DeliveryStatus.DUPLICATE)


@through_the_door("exchange.begin_delivery")
def begin(act: Act, *, by: Acting, parcel: Parcel, draft: Delivery) -> Delivery:
    """The delivery is checked and will be settled now; after a crash the same row goes on."""
    Delivery.objects.bulk_create([draft], ignore_conflicts=True)
    act.audit(Event.EXCHANGE_RECEIVED, reference=parcel.reference, digest=draft.digest, said=draft.said)
    return _same(draft)


def _same(draft: Delivery) -> Delivery:
    """The row of these bytes, locked."""
    rows = Delivery.objects.select_for_update()
    return rows.get(county=draft.county, source=draft.source, digest=draft.digest)


@through_the_door("exchange.finish_delivery")
def finish(act: Act, *, by: Acting, parcel: Parcel, delivery: Delivery) -> Delivery:
    """Count what it settled; fail what the agency left out; close the parcel when nothing waits."""
    parcel = Parcel.objects.select_for_update().get(pk=parcel.pk)
    acknowledge(parcel, clock.now())
    _count(delivery)
    is_repeat = delivery.said and delivery.repeated == delivery.said
    delivery.status = DeliveryStatus.DUPLICATE if is_repeat else DeliveryStatus.ACCEPTED
    delivery.save()
    _fail_left_out(act, parcel, delivery)
    conclude(act, parcel)
    if parcel.is_open:
        parcel.next_try_at = None
    parcel.save()
    channels.reached(by.county, parcel.source, channels.ANSWERED)
    act.audit(
        Event.EXCHANGE_RECEIVED,
        reference=parcel.reference,
        digest=delivery.digest,
        status=delivery.status,
        settled=delivery.settled,
        refused=delivery.refused,
        repeated=delivery.repeated,
    )
    return delivery


def _count(delivery: Delivery) -> None:
    """What its lines say it did; nothing has to be remembered between chunks."""
    refused = delivery.lines.filter(outcome=LineOutcome.FAILED)
    settled = delivery.lines.exclude(outcome=LineOutcome.FAILED)
    delivery.settled, delivery.refused = settled.count(), refused.count()
    delivery.reopened = settled.filter(failed_at__isnull=False).count()
    delivery.repeated = delivery.said - delivery.settled - delivery.refused


def _fail_left_out(act: Act, parcel: Parcel, delivery: Delivery) -> None:
    """All parts are there and somebody is not in them: their line ends, they are asked in the next parcel."""
    waiting = parcel.lines.filter(outcome=LineOutcome.WAITING)
    there = parcel.deliveries.filter(status__in=_TAKEN, parts=delivery.parts).values_list("part", flat=True)
    if len(set(there)) == delivery.parts and waiting.exists():
        sentence = _("機關的回覆已經到齊，但少了這一筆。系統會放進下一批再問。")
        fail_lines(act, parcel, waiting, sentence, again=True)


@through_the_door("exchange.take_acknowledgement")
def finish_acknowledgement(act: Act, *, by: Acting, draft: Delivery, transaction_id: str) -> Delivery:
    """The agency has the parcel; said later than the answer, it changes nothing."""
    assert draft.parcel_id is not None
    parcel = Parcel.objects.select_for_update().get(pk=draft.parcel_id)
    acknowledge(parcel, clock.now())
    parcel.transaction = transaction_id[:80] or parcel.transaction
    if parcel.is_open:
        parcel.next_try_at = None
    parcel.save()
    channels.reached(by.county, parcel.source, channels.ANSWERED)
    act.audit(Event.EXCHANGE_ACKNOWLEDGED, reference=parcel.reference, transaction=parcel.transaction)
    return _taken(draft)


@through_the_door("exchange.take_rejection")
def finish_rejection(act: Act, *, by: Acting, draft: Delivery, rejection: Rejection) -> Delivery:
    """The whole parcel was turned away: what still waits fails, for ever or until the next parcel."""
    assert draft.parcel_id is not None
    parcel = Parcel.objects.select_for_update().get(pk=draft.parcel_id)
    waiting = parcel.lines.filter(outcome=LineOutcome.WAITING)
    failed = fail_lines(act, parcel, waiting, rejection.sentence, again=not rejection.permanent)
    if failed:
        parcel.error, parcel.next_try_at = rejection.sentence[:200], None
        break_promise(parcel, rejection.sentence)
    parcel.save()
    channels.reached(by.county, parcel.source, channels.ANSWERED)
    act.audit(
        Event.EXCHANGE_FAILED,
        reference=parcel.reference,
        permanent=rejection.permanent,
        subjects=failed,
    )
    draft.reason = rejection.sentence[:200]
    return _taken(draft)


def _taken(draft: Delivery) -> Delivery:
    draft.status = DeliveryStatus.ACCEPTED
    Delivery.objects.bulk_create([draft], ignore_conflicts=True)
    return _same(draft)


@through_the_door("exchange.put_aside")
def put_aside(act: Act, *, by: Acting, draft: Delivery) -> Delivery:
    """Nothing of it counts any more; an operator looks at it by the end of the next office day.

    `draft` carries status and reason. What a delivery settled before it broke stays settled.
    """
    Delivery.objects.bulk_create([draft], ignore_conflicts=True)
    delivery = _same(draft)
    if delivery.status == DeliveryStatus.READING:
        delivery.status, delivery.reason = draft.status, draft.reason
        _count(delivery)
        delivery.repeated = 0
        delivery.save()
    day = OfficeCalendar().next_office_day(clock.today())
    due = datetime.combine(day, _CLOSING, clock.TAIPEI)
    act.promise(PROMISE, str(delivery.id), due_at=due, owner_role=Role.OPERATOR)
    act.audit(
        Event.EXCHANGE_QUARANTINED, source=delivery.source, digest=delivery.digest, status=delivery.status
    )
    return delivery


@through_the_door("exchange.see_again")
def see_again(act: Act, *, by: Acting, delivery: Delivery) -> Delivery:
    """The same bytes lie there again: replayed, or not yet moved aside when the process ended."""
    Delivery.objects.filter(pk=delivery.pk).update(times_seen=F("times_seen") + 1)
    act.audit(Event.EXCHANGE_RECEIVED, source=delivery.source, digest=delivery.digest, again=True)
    return delivery
