"""A response as the answers of the port: what we asked decides the year and whose dependants are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from welfare.connectors.tax_records.message_ids import CODE
from welfare.connectors.tax_records.messages import Response, Result, ResultStatus
from welfare.connectors.tax_records.reading import Unreadable
from welfare.connectors.tax_records.refusals import failure
from welfare.lookup.ports import (
    QUESTION_NAMES,
    Answer,
    DependantClaim,
    DependantClaims,
    IncomeItem,
    IncomeList,
    Line,
    Outcome,
    PropertyItem,
    PropertyList,
    Replies,
    Reply,
    Source,
    TransportError,
)

_NUMBER = re.compile(r"[A-Z][A-D0-9][0-9]{8}")
_ALWAYS, _LISTED = QUESTION_NAMES[CODE]
_NOT_A_NUMBER = "這個統一編號不合格式，沒有問出去。請核對身分證件，更正後再查。"


def may_be_asked(line: Line) -> bool:
    """Whether the relay can carry this number and year at all: one that cannot must not stop the others."""
    return line.tax_year is not None and _NUMBER.fullmatch(line.subject.national_id) is not None


def replies_of(reference: str, response: Response, lines: Sequence[Line]) -> Replies:
    """Raises Unreadable for data of a year nobody asked about.

    Lines that could not travel are answered here, in the first part.
    """
    asked = {line.seq: line for line in lines}
    said = [_reply(result, response, asked.get(result.seq)) for result in response.results]
    left_out = [] if response.part > 1 else list(_left_out(lines))
    return Replies(
        reference,
        tuple(said + left_out),
        len(response.results) + len(left_out),
        response.part,
        response.parts,
    )


def _left_out(lines: Sequence[Line]) -> Iterator[Reply]:
    for line in lines:
        if not may_be_asked(line):
            trouble = TransportError(_NOT_A_NUMBER, permanent=True)
            yield Reply(line.seq, line.subject.national_id, failure=trouble)


def _reply(result: Result, response: Response, line: Line | None) -> Reply:
    """`line` None: nobody asked; the ledger will say so."""
    trouble = failure(result.status)
    if trouble is not None:
        return Reply(result.seq, result.national_id, failure=trouble)
    items: tuple[IncomeItem | PropertyItem | DependantClaim, ...]
    items = (*result.incomes, *result.holdings, *result.claims)
    years = {item.data_year for item in items}
    year = line.tax_year if line else next(iter(years), None)
    if years - {year}:
        raise Unreadable(f"第 {result.seq} 筆的資料年度不是我們問的。沒有採用；請機關查明後重送。")
    source = Source(CODE, response.as_of, year, f"{CODE}:{response.head.message}:{result.seq}")
    return Reply(result.seq, result.national_id, _answers(result, source, line))


def _answers(result: Result, source: Source, line: Line | None) -> dict[str, Answer[object]]:
    """No voucher is no record, never zero dollars."""
    names = _ALWAYS + (_LISTED if line is None or line.is_listed else ())
    if result.status is ResultStatus.ID_MISMATCH:
        return {name: Answer(Outcome.ID_MISMATCH, source) for name in names}
    year = source.data_year or 0
    by = tuple(claim for claim in result.claims if claim.dependant_id == result.national_id)
    of = tuple(claim for claim in result.claims if claim.taxpayer_id == result.national_id)
    found: dict[str, object] = {}
    if result.incomes:
        found["income"] = IncomeList(year, result.incomes)
    if result.holdings:
        found["property"] = PropertyList(year, result.holdings)
    if result.claims:
        found["dependants"] = DependantClaims(year, by, of)
    return {
        name: Answer(Outcome.FOUND, source, found[name])
        if name in found
        else Answer(Outcome.NO_RECORD, source)
        for name in names
    }
