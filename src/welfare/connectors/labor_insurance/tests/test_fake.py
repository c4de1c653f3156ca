"""The demo labour-insurance register: what is insured now may differ from last year's tax."""

from datetime import date

from welfare.connectors.labor_insurance.fake import DemoLaborInsuranceRegistry
from welfare.lookup.ports import Absent, InsuranceStatus, LaborInsuranceRegistry, Outcome, Subject


def test_a_new_job_shows_before_the_tax_does(nation, purpose, person_of) -> None:
    registry: LaborInsuranceRegistry = DemoLaborInsuranceRegistry(nation)
    record = registry.record(Subject(person_of["wage-proof-differs"]["son"]), purpose).expect()
    (period,) = record.periods
    assert record.status is InsuranceStatus.INSURED
    assert (period.monthly_insurance_salary, period.left_on) == (45_800, Absent.NONE)
    assert record.last_change_on == date(2026, 3, 2)


def test_somebody_never_insured_has_no_record(nation, purpose, person_of) -> None:
    registry = DemoLaborInsuranceRegistry(nation)
    subject = Subject(person_of["tier-one-widow"]["applicant"])
    assert registry.record(subject, purpose).outcome is Outcome.NO_RECORD
