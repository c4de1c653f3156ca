"""The demo labour-insurance register, answering from the synthetic nation."""

from __future__ import annotations

from datetime import date
from typing import Any

from welfare.connectors.demo_nation.agency import DemoAgency
from welfare.connectors.demo_nation.fields import maybe_date
from welfare.connectors.demo_nation.register import Record
from welfare.lookup.ports import (
    Absent,
    Answer,
    InsuranceRecord,
    InsuranceStatus,
    InsuredPeriod,
    InsuredUnitKind,
    LookupPurpose,
    Pension,
    PensionKind,
    Subject,
)


class DemoLaborInsuranceRegistry(DemoAgency):
    code = "labor_insurance"
    label = "示範勞保機關"

    def record(self, subject: Subject, purpose: LookupPurpose) -> Answer[InsuranceRecord]:
        return self._ask(subject, purpose, lambda _, record: _insurance(record), topic="record")


def _insurance(record: Record) -> InsuranceRecord | None:
    periods = tuple(_period(row) for row in record.get("insured", ()))
    pensions = tuple(
        Pension(PensionKind(row["kind"]), row["amount"], date.fromisoformat(row["since"]))
        for row in record.get("pensions", ())
    )
    if not periods and not pensions:
        return None
    is_open = any(period.left_on is Absent.NONE for period in periods)
    changes = [period.joined_on if period.left_on is Absent.NONE else period.left_on for period in periods]
    return InsuranceRecord(
        status=InsuranceStatus.INSURED if is_open else InsuranceStatus.LEFT,
        periods=tuple(sorted(periods, key=lambda period: period.joined_on, reverse=True)),
        pensions=pensions,
        last_change_on=max((day for day in changes if isinstance(day, date)), default=Absent.NONE),
    )


def _period(row: dict[str, Any]) -> InsuredPeriod:
    return InsuredPeriod(
        insurance_number=row["number"],
        insured_unit=row["unit"],
        unit_kind=InsuredUnitKind(row["unit_kind"]),
        monthly_insurance_salary=row["salary"],
        joined_on=date.fromisoformat(row["joined_on"]),
        left_on=maybe_date(row, "left_on"),
    )
