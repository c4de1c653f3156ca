"""Labour-insurance register (勞保) → facts."""

from typing import Any

from welfare.lookup.mapping.finding import Finding, known, nothing
from welfare.lookup.ports import Absent, Answer, InsuranceRecord, InsuredUnitKind, Pension, PensionKind


def insurance_facts(answer: Answer[InsuranceRecord]) -> list[Finding]:
    """Whether insured now, the insured salary, and pensions in payment.

    A union's insured salary is declared, not earned: it proves work, never an amount.
    """
    source = answer.source
    if not answer.is_found:
        return [nothing("is_employed", False, source), nothing("pensions", [], source)]
    record = answer.expect()
    open_periods = [period for period in record.periods if period.left_on is Absent.NONE]
    facts = [
        known("is_employed", bool(open_periods), source),
        known("pensions", [_pension(pension) for pension in record.pensions], source),
    ]
    earned = [p for p in open_periods if p.unit_kind is not InsuredUnitKind.OCCUPATIONAL_UNION]
    if earned:
        newest = max(earned, key=lambda period: period.joined_on)
        facts.append(known("insured_monthly_salary", newest.monthly_insurance_salary, source))
    return facts


def _pension(pension: Pension) -> dict[str, Any]:
    kind = "pension" if pension.kind is PensionKind.OLD_AGE else "annuity"
    return {"kind": kind, "amount": pension.monthly_amount, "period": "month", "pension": pension.kind.value}
