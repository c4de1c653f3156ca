"""Deliveries come in: known by their bytes, read, checked as a whole, settled, moved aside last."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.db import InterfaceError, OperationalError
from django.db.models import F
from django.utils.translation import gettext as _

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.asking import Scope
from welfare.lookup.exchange import channels
from welfare.lookup.exchange.arrivals import (
    begin,
    finish,
    finish_acknowledgement,
    finish_rejection,
    put_aside,
    see_again,
)
from welfare.lookup.exchange.asked import NeverAsked, purpose_of, what_we_asked
from welfare.lookup.exchange.bulk.taking import claimed, package_of, take
from welfare.lookup.exchange.checking import Expected, Question, check
from welfare.lookup.exchange.references import county_of
from welfare.lookup.exchange.settling import chunks, settle_chunk
from welfare.lookup.models import Delivery, DeliveryStatus, Parcel
from welfare.lookup.ports import (
    Acknowledgement,
    BadDelivery,
    BatchConnector,
    BulkConnector,
    BulkReplies,
    Incoming,
    NotYetComplete,
    Rejection,
    Replies,
    TransportError,
)

#: half a delivery that has lain there this long will not grow any more
HALF_FOR_TOO_LONG = timedelta(hours=1)
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Arrival:
    """One incoming thing on its way into the ledger; `opened`: an answer about a caseload."""

    connector: BatchConnector
    incoming: Incoming
    digest: str
    parcel: Parcel | None = None
    opened: Callable[[], BulkReplies] | None = None

    @property
    def source(self) -> str:
        return self.connector.code


def collect(connector: BatchConnector) -> int:
    """Take in everything that lies there. Returns how many things were dealt with. Raises TransportError."""
    dealt = 0
    for arrival in _arrivals(connector):
        dealt += _receive(arrival)
    return dealt


def _arrivals(connector: BatchConnector) -> Iterator[Arrival]:
    """Where whole lists are answered, the next file is opened while this one is loaded."""
    if not isinstance(connector, BulkConnector):
        yield from (Arrival(connector, incoming, digest_of(incoming)) for incoming in connector.collect())
        return
    coming, before, silence = iter(connector.collect()), None, None
    with ThreadPoolExecutor(1) as another:
        while silence is None:
            after = None
            try:
                after = _opened_ahead(connector, next(coming), another)
            except (StopIteration, TransportError) as end:
                silence = end
            if before is not None:
                yield before()
            before = after
    if isinstance(silence, TransportError):
        raise silence  # what was fetched before it is dealt with


def _opened_ahead(
    connector: BulkConnector, incoming: Incoming, another: ThreadPoolExecutor
) -> Callable[[], Arrival]:
    """What waits for the other thread's work when it is called."""
    parcel, digest = claimed(connector, incoming), another.submit(digest_of, incoming)
    if parcel is None:
        return lambda: Arrival(connector, incoming, digest.result())
    opened = another.submit(lambda: connector.read_bulk(incoming, package_of(parcel)))
    return lambda: Arrival(connector, incoming, digest.result(), parcel, opened.result)


def digest_of(incoming: Incoming) -> str:
    """SHA-256 of the bytes as they lie there."""
    if isinstance(incoming.content, bytes):
        return hashlib.sha256(incoming.content).hexdigest()
    found = hashlib.sha256()
    with Path(incoming.content).open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _receive(arrival: Arrival) -> bool:
    """One thing, up to moving it aside. False when it is not complete yet."""
    known = _known(arrival)
    if known is not None and known.status != DeliveryStatus.READING:
        with acting_as(Acting.system(known.county)) as by:
            known = see_again(by=by, delivery=known)
    else:
        try:
            known = _read(arrival)
        except NotYetComplete:
            if clock.now() - arrival.incoming.received_at < HALF_FOR_TOO_LONG:
                return False
            known = _put_aside(arrival, None, _("檔案停在一半，已經超過一小時。請機關重送。"))
    arrival.connector.done(arrival.incoming, quarantined=known.status in ASIDE)
    return True


ASIDE = frozenset({DeliveryStatus.QUARANTINED, DeliveryStatus.UNASKED})


def _known(arrival: Arrival) -> Delivery | None:
    """The same bytes in whatever county; the worker's view of all counties."""
    with acting_as(Acting.system()):
        return Delivery.objects.filter(source=arrival.source, digest=arrival.digest).first()


def _read(arrival: Arrival) -> Delivery:
    """Read it and take it in; whatever is wrong with it, it is put aside and the next one has its turn."""
    parcel: Parcel | None = None
    try:
        if arrival.parcel is not None:
            return _take_bulk(arrival, parcel := arrival.parcel)
        said = arrival.connector.read(arrival.incoming, partial(what_we_asked, arrival.source))
        parcel = _parcel(arrival.source, said.reference)
        if parcel is None:
            return _unasked(arrival)
        return _take(arrival, parcel, said) if isinstance(said, Replies) else _note(arrival, parcel, said)
    except BadDelivery as bad:
        return _put_aside(arrival, parcel or _parcel(arrival.source, bad.reference), bad.sentence)
    except (NotYetComplete, OperationalError, InterfaceError):
        raise
    except NeverAsked:
        return _unasked(arrival)
    except Exception as fault:  # a fault of the connector's code must not block what lies behind it
        return _put_aside(arrival, parcel, channels.broken_sentence(_("讀回覆檔"), fault))


def _parcel(source: str, reference: str) -> Parcel | None:
    """Ours under this reference, if it is one of ours."""
    county = county_of(reference, source)
    with acting_as(Acting.system(county)):
        return Parcel.objects.filter(county=county, source=source, reference=reference).first()


def _take(arrival: Arrival, parcel: Parcel, replies: Replies) -> Delivery:
    """Check the whole, then settle it chunk by chunk."""
    with acting_as(Acting.system(parcel.county)):
        question = _question(parcel)
    said = check(replies, question)
    with acting_as(Acting.system(parcel.county)) as by:
        delivery = begin(by=by, parcel=parcel, draft=_draft(arrival, parcel, replies, said))
    for chunk in chunks(replies):
        with acting_as(Acting.system(parcel.county)) as by:
            settle_chunk(by=by, parcel=parcel, delivery=delivery, question=question, chunk=chunk)
    with acting_as(Acting.system(parcel.county)) as by:
        return finish(by=by, parcel=parcel, delivery=delivery)


def _take_bulk(arrival: Arrival, parcel: Parcel) -> Delivery:
    assert arrival.opened is not None
    replies = arrival.opened()
    draft = _draft(arrival, parcel)
    draft.part, draft.parts = replies.part, replies.parts
    with acting_as(Acting.system(parcel.county)) as by:
        return take(by=by, parcel=parcel, draft=draft, replies=replies)


def _draft(
    arrival: Arrival, parcel: Parcel | None, replies: Replies | None = None, said: int = 0
) -> Delivery:
    return Delivery(
        county=parcel.county if parcel else "",
        source=arrival.source,
        name=arrival.incoming.name[:120],
        digest=arrival.digest,
        parcel=parcel,
        status=DeliveryStatus.READING,
        part=replies.part if replies else None,
        parts=replies.parts if replies else None,
        said=said,
        received_at=arrival.incoming.received_at,
    )


def _question(parcel: Parcel) -> Question:
    lines = parcel.lines.annotate(
        key=F("request__subject_key"),
        program=F("request__case__program"),
        tax_year=F("request__tax_year"),
        until=F("request__until"),
        is_listed=F("request__is_listed"),
    )
    return Question(
        source=parcel.source,
        purpose=purpose_of(parcel),
        lines={
            line.seq: Expected(
                subject_key=line.key,
                scope=Scope(line.program, line.tax_year, line.until, line.is_listed),
                answer=line.answer,
            )
            for line in lines
        },
    )


def _note(arrival: Arrival, parcel: Parcel, said: Acknowledgement | Rejection) -> Delivery:
    draft = _draft(arrival, parcel)
    with acting_as(Acting.system(parcel.county)) as by:
        if isinstance(said, Acknowledgement):
            return finish_acknowledgement(by=by, draft=draft, transaction_id=said.transaction)
        return finish_rejection(by=by, draft=draft, rejection=said)


def _put_aside(arrival: Arrival, parcel: Parcel | None, sentence: str) -> Delivery:
    return _aside(arrival, parcel, DeliveryStatus.QUARANTINED, sentence)


def _unasked(arrival: Arrival) -> Delivery:
    sentence = _("我們沒有問過這一批。沒有採用；請向機關查明為什麼寄來。")
    return _aside(arrival, None, DeliveryStatus.UNASKED, sentence)


def _aside(arrival: Arrival, parcel: Parcel | None, status: DeliveryStatus, sentence: str) -> Delivery:
    draft = _draft(arrival, parcel)
    draft.status, draft.reason = status, sentence[:200]
    with acting_as(Acting.system(draft.county)) as by:
        return put_aside(by=by, draft=draft)
