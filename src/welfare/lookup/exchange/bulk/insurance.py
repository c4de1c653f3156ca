"""One person's answer out of a caseload, as the register's port would have given it at once."""

from collections.abc import Sequence
from datetime import date

from welfare.lookup.models import BulkSubject, InsuranceRow
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
    Source,
)

CODE = "labor_insurance"
_NULLS = {"0": Absent.NONE, "_": Absent.UNKNOWN, "9": Absent.WITHHELD}


def insurance_answer(county: str, person_key: str) -> Answer[InsuranceRecord] | None:
    """What the newest bulk answer says; None when there is none about this person."""
    lines = BulkSubject.objects.filter(county=county, person_key=person_key, bulk__parcel__source=CODE)
    for bulk, seq, reference in lines.order_by("-bulk").values_list("bulk", "seq", "bulk__parcel__reference"):
        rows = list(InsuranceRow.objects.filter(bulk=bulk, seq=seq).order_by("n"))
        if rows:
            return _answer(rows, f"{reference}:{seq}")
    return None


def _answer(rows: Sequence[InsuranceRow], raw_reference: str) -> Answer[InsuranceRecord]:
    first = rows[0]
    source = Source(CODE, first.as_of, None, raw_reference)
    if first.outcome != "answered":
        return Answer(Outcome(first.outcome), source)
    periods = [_period(row) for row in rows if row.insurance_number]
    changes = [row.effective_on for row in rows if row.effective_on]
    record = InsuranceRecord(
        status=InsuranceStatus(first.status),
        periods=tuple(sorted(periods, key=lambda period: period.joined_on, reverse=True)),
        pensions=tuple(_pension(row) for row in rows if row.pension_kind),
        last_change_on=max(changes, default=Absent.NONE),
    )
    return Answer(Outcome.FOUND, source, record)


def _period(row: InsuranceRow) -> InsuredPeriod:
    return InsuredPeriod(
        insurance_number=row.insurance_number,
        insured_unit=row.unit,
        unit_kind=InsuredUnitKind(row.unit_kind),
        monthly_insurance_salary=row.salary,
        joined_on=_day(row.joined_on),
        left_on=row.left_on or _NULLS[row.nulls[1]],
    )


def _pension(row: InsuranceRow) -> Pension:
    return Pension(PensionKind(row.pension_kind), row.pension_amount, _day(row.pension_since))


def _day(day: date | None) -> date:
    """Raises ValueError: loaded rows have this day."""
    if day is None:
        raise ValueError("a loaded row has no day where it must")
    return day
