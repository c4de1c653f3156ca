"""One answer about a caseload, taken in one transaction: all of it, or nothing and a sentence why not."""

from django.utils.translation import gettext as _

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.crypto import unseal
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import channels
from welfare.lookup.exchange.bulk.books import TABLES
from welfare.lookup.exchange.bulk.loading import Staged, copy_in, count_staged, insert, leave_out_known
from welfare.lookup.exchange.failing import break_promise
from welfare.lookup.exchange.preparing import PROMISE, context
from welfare.lookup.exchange.references import county_of
from welfare.lookup.exchange.sending import acknowledge
from welfare.lookup.models import BulkParcel, Delivery, DeliveryStatus, Parcel, ParcelStatus
from welfare.lookup.ports import (
    BULK_COLUMNS,
    BadDelivery,
    BatchConnector,
    BulkConnector,
    BulkReplies,
    Incoming,
)

_TAKEN = (DeliveryStatus.ACCEPTED, DeliveryStatus.DUPLICATE)


def claimed(connector: BatchConnector, incoming: Incoming) -> Parcel | None:
    """The bulk parcel that an incoming thing seems to answer, if it is one."""
    if not isinstance(connector, BulkConnector):
        return None
    reference = connector.claims(incoming)
    county = county_of(reference, connector.code)
    with acting_as(Acting.system(county)):
        mine = Parcel.objects.filter(county=county, source=connector.code, reference=reference)
        return mine.filter(bulk__isnull=False).first()


def package_of(parcel: Parcel) -> bytes:
    """What we asked, as it left."""
    return unseal(bytes(parcel.content or b""), context=context(parcel))


@through_the_door("exchange.take_bulk")
def take(act: Act, *, by: Acting, parcel: Parcel, draft: Delivery, replies: BulkReplies) -> Delivery:
    """Load one answer: checked while it streams, counted against what the agency says, booked with its rows.

    A process that ends in the middle leaves nothing. Raises BadDelivery; then nothing of it counts.
    """
    _check_head(parcel, replies)
    parcel = Parcel.objects.select_for_update().get(pk=parcel.pk)
    bulk = BulkParcel.objects.select_for_update().get(parcel=parcel)
    Delivery.objects.bulk_create([draft], ignore_conflicts=True)
    delivery = Delivery.objects.select_for_update().get(
        county=draft.county, source=draft.source, digest=draft.digest
    )
    if delivery.status == DeliveryStatus.READING:
        _load(bulk, delivery, replies)
        _conclude(act, parcel, bulk, delivery)
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


def _check_head(parcel: Parcel, replies: BulkReplies) -> None:
    if replies.reference != parcel.reference:
        raise BadDelivery(_("檔名和內容說的不是同一批。沒有採用；請機關查明。"), reference=parcel.reference)
    if not 1 <= replies.part <= replies.parts:
        sentence = _("回覆檔說自己是第 %(part)s 份，共 %(parts)s 份，這不可能。")
        raise BadDelivery(
            sentence % {"part": replies.part, "parts": replies.parts}, reference=parcel.reference
        )


def _load(bulk: BulkParcel, delivery: Delivery, replies: BulkReplies) -> None:
    table, columns = TABLES[delivery.source], replies.columns
    if columns[: len(BULK_COLUMNS)] != BULK_COLUMNS:
        raise ValueError("a bulk answer begins with seq, n and outcome")
    copy_in(table, columns, replies.texts)
    staged = count_staged()
    if staged.total != replies.total:
        sentence = _("控制總數不符：檔尾寫 %(total)s 筆，實際有 %(found)s 筆。請機關重送這一份。")
        raise BadDelivery(
            sentence % {"total": replies.total, "found": staged.total}, reference=replies.reference
        )
    delivery.said = staged.total
    staged = _without_known(bulk, delivery, staged, replies)
    insert(table, columns, bulk, as_of=replies.as_of)
    delivery.refused = staged.persons.pop("failed", 0)
    delivery.settled = staged.total
    for outcome, persons in staged.persons.items():
        setattr(bulk, outcome, getattr(bulk, outcome) + persons)
    bulk.save()
    is_repeat = delivery.said and delivery.repeated == delivery.said
    delivery.status = DeliveryStatus.DUPLICATE if is_repeat else DeliveryStatus.ACCEPTED
    delivery.save()


def _without_known(bulk: BulkParcel, delivery: Delivery, staged: Staged, replies: BulkReplies) -> Staged:
    """Parts speak of different lines; only when they do not are persons compared one by one."""
    table = TABLES[delivery.source]
    lines = table._default_manager.filter(bulk=bulk, seq__range=(staged.first, staged.last))
    if not lines.exists():
        return staged
    repeated = leave_out_known(table, replies.columns, bulk)
    if repeated is None:
        sentence = _("有人先前已經有不同的回覆。先前的照舊採用；請向機關問明哪一份對。")
        raise BadDelivery(sentence, reference=replies.reference)
    delivery.repeated = repeated
    return count_staged()


def _conclude(act: Act, parcel: Parcel, bulk: BulkParcel, delivery: Delivery) -> None:
    """Closed when everybody has an answer; failed when all parts are there and somebody is in none."""
    now = clock.now()
    acknowledge(parcel, now)
    if parcel.is_open:
        parcel.next_try_at = None
    there = parcel.deliveries.filter(status__in=_TAKEN, parts=delivery.parts).values_list("part", flat=True)
    if bulk.spoken == parcel.subjects:
        parcel.status, parcel.next_try_at, parcel.error = ParcelStatus.CLOSED, None, ""
        parcel.closed_at = parcel.closed_at or now
        act.keep(PROMISE, parcel.reference)
    elif len(set(there)) == delivery.parts and parcel.is_open:
        sentence = _("機關的回覆已經到齊，但少了 %(count)s 人。請向機關查明，或再問一次。")
        parcel.status = ParcelStatus.FAILED
        parcel.error = sentence % {"count": parcel.subjects - bulk.spoken}
        break_promise(parcel, parcel.error)
    parcel.save()
