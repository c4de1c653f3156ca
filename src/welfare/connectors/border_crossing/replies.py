"""What an answer says, checked against its own totals and against the periods we asked about."""

from __future__ import annotations

from datetime import date

from welfare.connectors.border_crossing.answer import FOUND, Said, read_answer
from welfare.connectors.border_crossing.batch import CODE
from welfare.connectors.border_crossing.letter import Letter
from welfare.connectors.border_crossing.table import Unreadable, read_count, read_day
from welfare.lookup.ports import (
    Answer,
    Line,
    Outcome,
    Outgoing,
    Replies,
    Reply,
    Source,
    Stay,
    TransportError,
)

_FAILURES = {
    "try_later": "移民機關這次沒有查這一位，之後會再問一次。",
    "refused": "移民機關不回答這一位的查詢。請改以護照或入出境證明查證。",
}


def replies_of(letter: Letter, asked: Outgoing) -> Replies:
    """Raises Unreadable."""
    people = read_answer(letter.table)
    total = read_count(letter.totals["rows"], 1)
    stays = [said.stay for said in people if said.stay]
    sums = sum(stay.days_in_taiwan for stay in stays), sum(stay.days_abroad for stay in stays)
    if (letter.totals["days_in"], letter.totals["days_out"]) != tuple(map(str, sums)):
        raise Unreadable("日數的控制總數和附件加起來不同。整份沒有採用；請機關重寄。")
    lines = {line.seq: line for line in asked.lines}
    for said in people:
        _check_period(said, lines.get(said.seq))
    as_of = read_day(letter.totals["as_of"], 1)
    stem = f"{letter.batch.number}_{letter.part}"
    replies = tuple(_reply(said, _source(stem, said.seq, as_of)) for said in people)
    return Replies(letter.batch.reference, replies, total, letter.part, letter.parts)


def _check_period(said: Said, line: Line | None) -> None:
    """A line we did not ask is the exchange's to refuse."""
    if said.stay and line and (said.stay.since, said.stay.until) != (line.since, line.until):
        raise Unreadable(f"第 {said.seq} 位回覆的期間不是我們問的。整份沒有採用；請機關重查。")


def _source(stem: str, seq: int, as_of: date) -> Source:
    """The raw record is found again by mail and number."""
    return Source(CODE, as_of, None, f"{CODE}:{stem}:{seq}")


def _reply(said: Said, source: Source) -> Reply:
    if said.word in _FAILURES:
        failure = TransportError(_FAILURES[said.word], permanent=said.word == "refused")
        return Reply(said.seq, said.national_id, failure=failure)
    if said.word == FOUND:
        return Reply(said.seq, said.national_id, {"stay": Answer(Outcome.FOUND, source, said.stay)})
    answer: Answer[Stay] = Answer(Outcome(said.word), source)
    return Reply(said.seq, said.national_id, {"stay": answer})
