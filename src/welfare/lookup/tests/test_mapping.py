"""From an answer to facts: empty is not zero, a hole is no sum, a union's salary is no wage."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.lookup.mapping import benefits, border, disability, labor, tax
from welfare.lookup.ports import (
    Absent,
    Answer,
    BenefitCode,
    DisabilityDegree,
    DisabilityIdentification,
    IncomeItem,
    IncomeList,
    InsuranceRecord,
    InsuranceStatus,
    InsuredPeriod,
    InsuredUnitKind,
    Outcome,
    PropertyItem,
    PropertyKind,
    PropertyList,
    ReceivedBenefit,
    ReceivedBenefits,
    Source,
)

SOURCE = Source("tax_records", date(2026, 11, 1), 113, "raw")
TODAY = date(2026, 11, 20)


def found(value):
    return Answer(Outcome.FOUND, SOURCE, value)


def by_kind(findings):
    return {finding.kind: finding for finding in findings}


def income(*items):
    rows = tuple(IncomeItem(code, "", "0", "測試行", gross, 0, gross, 113) for code, gross in items)
    return by_kind(tax.income_facts(found(IncomeList(113, rows))))


@given(st.lists(st.tuples(st.sampled_from(["50", "5A", "54", "51", "9A", "92"]), st.integers(0, 10**7))))
def test_no_dollar_of_a_tax_list_is_lost_or_counted_twice(items):
    facts = income(*items)
    others = sum(item["amount"] for item in facts["income"].value)
    assert facts["tax_wage"].value + others == sum(gross for _code, gross in items)
    assert facts["income"].data_year == 2024


def test_an_unknown_format_code_is_income_all_the_same():
    assert income(("ZZ", 100))["income"].value[0]["kind"] == "other"


def holding(kind, value):
    return PropertyItem(kind, "測試段", "0001", Absent.UNKNOWN, Fraction(1, 3), value, 113)


def test_one_withheld_value_leaves_the_whole_list_unknown():
    rows = (holding(PropertyKind.LAND, Absent.WITHHELD), holding(PropertyKind.HOUSE, 400_000))
    facts = by_kind(tax.property_facts(found(PropertyList(113, rows))))
    assert (facts["real_estate"].value, facts["real_estate"].absence) == (None, "withheld")
    assert (facts["securities"].value, facts["securities"].absence) == ([], "")


def test_a_car_is_neither_land_nor_a_security():
    facts = by_kind(tax.property_facts(found(PropertyList(113, (holding(PropertyKind.VEHICLE, 90_000),)))))
    assert facts["real_estate"].value == facts["securities"].value == []


def insured(unit_kind, left_on=Absent.NONE):
    period = InsuredPeriod("1", "測試單位", unit_kind, 45_800, date(2020, 1, 1), left_on)
    record = InsuranceRecord(InsuranceStatus.INSURED, (period,), (), date(2020, 1, 1))
    return by_kind(labor.insurance_facts(found(record)))


def test_a_union_s_salary_proves_work_but_is_no_wage():
    facts = insured(InsuredUnitKind.OCCUPATIONAL_UNION)
    assert facts["is_employed"].value is True
    assert "insured_monthly_salary" not in facts


def test_an_insurance_that_ended_is_no_work():
    assert insured(InsuredUnitKind.COMPANY, date(2025, 1, 1))["is_employed"].value is False


def test_an_expired_certificate_no_longer_counts():
    certificate = DisabilityIdentification(
        "T1", ("7",), DisabilityDegree.MILD, date(2020, 1, 1), date(2026, 11, 19), Absent.UNKNOWN
    )
    assert by_kind(disability.certificate_facts(found(certificate), TODAY)).keys() == {
        "has_disability_certificate"
    }
    facts = by_kind(disability.certificate_facts(found(certificate), TODAY - timedelta(days=1)))
    assert facts["has_disability_certificate"].value is True
    assert facts["unable_to_work_by_disability"].absence == "unknown"


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_the_last_year_has_all_its_days_and_both_ends_count(until):
    days = (until - border.a_year_before(until)).days + 1
    assert days in (365, 366)


def test_a_traveller_the_register_does_not_know_is_not_one_who_stayed():
    facts = border.stay_facts(Answer(Outcome.NO_RECORD, SOURCE))
    assert (facts[0].value, facts[0].absence) == (None, "unknown")


@pytest.mark.parametrize(
    ("since", "until", "last_year", "unbroken"),
    [
        (date(2020, 3, 1), Absent.NONE, True, "2020-03-01"),
        (date(2026, 2, 1), Absent.NONE, False, None),
        (date(2020, 3, 1), date(2024, 12, 31), False, None),
        (date(2020, 3, 1), date(2025, 1, 31), True, None),
    ],
)
def test_last_year_s_allowance_is_told_from_its_first_and_last_day(since, until, last_year, unbroken):
    received = ReceivedBenefit(BenefitCode.SENIOR_LIVING_ALLOWANCE, Absent.WITHHELD, since, until)
    facts = by_kind(
        benefits.received_facts(found(ReceivedBenefits((received,))), TODAY, "senior_living_allowance")
    )
    assert facts["received_in_previous_year"].value is last_year
    since_fact = facts.get("paid_without_break_since")
    assert (since_fact and since_fact.value) == unbroken
