"""Answers find their lines: each line once, in chunks, so that a killed process goes on where it stopped."""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from welfare.case.states import FINAL
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.exchange.checking import Question, fingerprint, interpret
from welfare.lookup.exchange.failing import MOST_PARCELS, ask_later, end_line, go_on, locked
from welfare.lookup.models import Delivery, LineOutcome, Parcel, ParcelLine, RequestStatus
from welfare.lookup.models.ledger import SPOKEN
from welfare.lookup.ports import Replies, Reply
from welfare.lookup.services.settling import fail, settle
from welfare.lookup.services.walk import follow

CHUNK = 100


def chunks(replies: Replies) -> Iterator[list[Reply]]:
    lines = iter(replies.lines)
    while chunk := list(islice(lines, CHUNK)):
        yield chunk


@through_the_door("exchange.settle")
def settle_chunk(
    act: Act, *, by: Acting, parcel: Parcel, delivery: Delivery, question: Question, chunk: list[Reply]
) -> int:
    """Settle the lines of checked replies; a line that has an answer is left alone. Returns how many."""
    replies = {reply.seq: reply for reply in chunk}
    lines = locked(ParcelLine.objects.filter(parcel=parcel, seq__in=replies))
    fresh = [line for line in lines if line.outcome not in SPOKEN]
    moved: set[UUID] = set()
    for line in fresh:
        _settle_line(act, line, delivery, question, replies[line.seq], moved)
    ParcelLine.objects.bulk_update(
        fresh, ["outcome", "settled_at", "failed_at", "delivery", "answer", "error"], batch_size=500
    )
    go_on(act, moved)
    act.audit(Event.EXCHANGE_RECEIVED, reference=parcel.reference, digest=delivery.digest, settled=len(fresh))
    return len(fresh)


def _settle_line(
    act: Act, line: ParcelLine, delivery: Delivery, question: Question, reply: Reply, moved: set[UUID]
) -> None:
    now, request = clock.now(), line.request
    if reply.failure is not None:
        if line.outcome == LineOutcome.WAITING:
            line.delivery = delivery
            _fail_one(act, line, reply, moved)
        return
    asked = interpret(question.source, reply, question.lines[line.seq].scope, question.purpose)
    line.outcome, line.settled_at = LineOutcome(asked.status.value), now
    line.delivery, line.answer = delivery, fingerprint(reply)
    if request.status not in {RequestStatus.REQUESTED, RequestStatus.FAILED}:
        return  # the answer to another parcel was faster
    settle(act, request.case, request, asked)
    if request.batch:
        return  # a comparison looks at the facts itself; nobody new is asked about, nothing is judged anew
    follow(by=act.by, case=request.case, asked=asked)
    if request.case.state not in FINAL:
        moved.add(request.case_id)


def _fail_one(act: Act, line: ParcelLine, reply: Reply, moved: set[UUID]) -> None:
    """The agency says it did not look up this one: for ever, or not this time."""
    assert reply.failure is not None
    now, request, sentence = clock.now(), line.request, reply.failure.sentence
    end_line(line, sentence, now)
    if request.status != RequestStatus.REQUESTED:
        return
    if not reply.failure.permanent and request.tries < MOST_PARCELS:
        ask_later(request, sentence, now)
        return
    fail(act, request.case, request, sentence, by_silence=False)
    if not request.batch:
        moved.add(request.case_id)
