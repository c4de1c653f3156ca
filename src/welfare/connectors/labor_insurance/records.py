"""Between the agency's rows and the port's values: one row per insured period and pension."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from welfare.connectors.labor_insurance.answer import Row
from welfare.connectors.labor_insurance.batch import CODE
from welfare.connectors.labor_insurance.layout import layout
from welfare.connectors.labor_insurance.lines import Unreadable, Value
from welfare.lookup.ports import (
    Absent,
    Answer,
    InsuranceRecord,
    InsuranceStatus,
    InsuredPeriod,
    InsuredUnitKind,
    Outcome,
    Pension,
    PensionKind,
    Reply,
    Source,
    TransportError,
)

TRY_LATER, REFUSED = "try_later", "refused"


def rows_of(seq: int, national_id: str, name: str, answer: Answer[InsuranceRecord] | None) -> list[Row]:
    """What the agency writes about one person; None: it did not look this time."""
    person: Row = {"seq": seq, "national_id": national_id, "name": name}
    if answer is None or not answer.is_found:
        word = TRY_LATER if answer is None else answer.outcome.value
        return [_EMPTY | person | {"status": layout().code("status", word)}]
    record = answer.expect()
    person["status"] = layout().code("status", record.status.value)
    pairs = zip_longest(record.periods, record.pensions)
    return [_EMPTY | person | _period(period) | _pension(pension) for period, pension in pairs]


_EMPTY: Row = {
    "joined_on": Absent.NONE,
    "left_on": Absent.NONE,
    "salary": 0,
    "effective_on": Absent.NONE,
    "pension_amount": 0,
    "pension_since": Absent.NONE,
}


def _period(period: InsuredPeriod | None) -> Row:
    if period is None:
        return {}
    is_open = period.left_on is Absent.NONE
    return {
        "insurance_number": period.insurance_number,
        "unit": period.insured_unit,
        "unit_kind": layout().code("unit_kind", period.unit_kind.value),
        "joined_on": period.joined_on,
        "left_on": period.left_on,
        "salary": period.monthly_insurance_salary,
        "change": layout().code("change", "joined" if is_open else "left"),
        "effective_on": period.joined_on if is_open else period.left_on,
    }


def _pension(pension: Pension | None) -> Row:
    if pension is None:
        return {}
    return {
        "pension_kind": layout().code("pension_kind", pension.kind.value),
        "pension_amount": pension.monthly_amount,
        "pension_since": pension.since,
    }


def reply_of(seq: int, rows: Sequence[Row], source: Source) -> Reply:
    """What the rows of one person say. Raises Unreadable: contradictions, codes nobody knows."""
    national_id, statuses = str(rows[0]["national_id"]), {row["status"] for row in rows}
    if len(statuses) != 1:
        raise Unreadable(f"第 {seq} 位的各行狀態不同。整份沒有採用；請機關查明後重送。")
    word = _word("status", rows[0]["status"], seq)
    if word in _FAILURES:
        return Reply(seq, national_id, failure=TransportError(_FAILURES[word], permanent=word == REFUSED))
    if word in {Outcome.NO_RECORD, Outcome.ID_MISMATCH}:
        if any(row["insurance_number"] or row["pension_kind"] for row in rows):
            raise Unreadable(f"第 {seq} 位說是查無資料，卻又有投保或年金內容。整份沒有採用；請機關查明。")
        return Reply(seq, national_id, {"record": Answer(Outcome(word), source)})
    record = _record(InsuranceStatus(word), seq, rows)
    return Reply(seq, national_id, {"record": Answer(Outcome.FOUND, source, record)})


_FAILURES = {
    TRY_LATER: "勞保機關這次沒有查這一位，之後會再問一次。",
    REFUSED: "勞保機關不回答這一位的查詢。請改以書面資料查證。",
}


def source_of(stem: str, seq: int, as_of: date) -> Source:
    """The raw record is found again by file and number."""
    return Source(CODE, as_of, None, f"{CODE}:{stem}:{seq}")


def _record(status: InsuranceStatus, seq: int, rows: Sequence[Row]) -> InsuranceRecord:
    periods = [_read_period(row, seq) for row in rows if row["insurance_number"]]
    pensions = [_read_pension(row, seq) for row in rows if row["pension_kind"]]
    if not periods and not pensions:
        raise Unreadable(f"第 {seq} 位說有資料，卻沒有投保也沒有年金。整份沒有採用；請機關查明。")
    changes = [day for row in rows if isinstance(day := row["effective_on"], date)]
    return InsuranceRecord(
        status=status,
        periods=tuple(sorted(periods, key=lambda period: period.joined_on, reverse=True)),
        pensions=tuple(pensions),
        last_change_on=max(changes, default=Absent.NONE),
    )


def _read_period(row: Row, seq: int) -> InsuredPeriod:
    joined_on, left_on = row["joined_on"], row["left_on"]
    if not isinstance(joined_on, date) or not isinstance(left_on, date | Absent):
        raise Unreadable(f"第 {seq} 位有一段投保沒有加保日期。整份沒有採用；請機關查明後重送。")
    return InsuredPeriod(
        insurance_number=str(row["insurance_number"]),
        insured_unit=str(row["unit"]),
        unit_kind=InsuredUnitKind(_word("unit_kind", row["unit_kind"], seq)),
        monthly_insurance_salary=int(str(row["salary"])),
        joined_on=joined_on,
        left_on=left_on,
    )


def _read_pension(row: Row, seq: int) -> Pension:
    since = row["pension_since"]
    if not isinstance(since, date):
        raise Unreadable(f"第 {seq} 位的年金沒有起始年月。整份沒有採用；請機關查明後重送。")
    kind = PensionKind(_word("pension_kind", row["pension_kind"], seq))
    return Pension(kind, int(str(row["pension_amount"])), since)


def _word(table: str, code: Value, seq: int) -> str:
    """What a code stands for."""
    word = layout().codes[table].get(str(code))
    if word is None:
        raise Unreadable(f"第 {seq} 位用了格式表裡沒有的代碼（{table}）。請核對雙方的代碼表。")
    return word
