"""The demo benefit records: listings, benefits, placements, custody."""

import pytest

from welfare.connectors.benefit_records.fake import DemoBenefitRegistry
from welfare.lookup.ports import (
    Absent,
    BenefitCode,
    BenefitRegistry,
    CustodyKind,
    ListingKind,
    Outcome,
    Subject,
)


@pytest.fixture
def registry(nation) -> BenefitRegistry:
    return DemoBenefitRegistry(nation)


def test_a_listed_household_is_told_with_its_class(registry, purpose, person_of) -> None:
    low, middle = (
        registry.listing(Subject(person_of[code]["applicant"]), purpose).expect()
        for code in ("low-income-listed", "middle-low-income-listed")
    )
    assert (low.kind, low.low_income_class) == (ListingKind.LOW_INCOME_HOUSEHOLD, "3")
    assert (middle.kind, middle.low_income_class) == (ListingKind.MIDDLE_LOW_INCOME_HOUSEHOLD, Absent.NONE)


@pytest.mark.parametrize(
    "story, code, amount",
    [
        ("elderly-farmer", BenefitCode.ELDERLY_FARMER_ALLOWANCE, Absent.WITHHELD),
        ("disability-subsidy", BenefitCode.DISABILITY_LIVING_SUBSIDY, 5437),
        ("national-pension-guarantee", BenefitCode.NATIONAL_PENSION_OLD_AGE_GUARANTEE, 4049),
    ],
)
def test_a_benefit_that_excludes_the_allowance_is_told(
    registry, purpose, person_of, story, code, amount
) -> None:
    (benefit,) = registry.benefits(Subject(person_of[story]["applicant"]), purpose).expect().items
    assert (benefit.code, benefit.monthly_amount, benefit.until) == (code, amount, Absent.NONE)


def test_placement_at_public_cost_and_custody_are_told(registry, purpose, person_of) -> None:
    placed = Subject(person_of["placed-at-public-cost"]["applicant"])
    jailed = Subject(person_of["son-in-custody"]["son"])
    assert registry.placement(placed, purpose).expect().public_cost is True
    assert registry.custody(jailed, purpose).expect().kind is CustodyKind.IMPRISONMENT


def test_nothing_on_record_is_no_record(registry, purpose, person_of) -> None:
    subject = Subject(person_of["tier-one-widow"]["applicant"])
    asked = (registry.listing, registry.benefits, registry.placement, registry.custody)
    assert {ask(subject, purpose).outcome for ask in asked} == {Outcome.NO_RECORD}
