"""The demo tax register: vouchers as received, and nothing is never zero."""

from fractions import Fraction

import pytest

from welfare.connectors.tax_records.fake import DemoTaxRegistry
from welfare.lookup.ports import Outcome, PropertyKind, Subject, TaxRegistry


@pytest.fixture
def registry(nation) -> TaxRegistry:
    return DemoTaxRegistry(nation)


def test_a_years_wage_is_told_with_its_code_and_year(registry, purpose, person_of) -> None:
    answer = registry.income(Subject(person_of["exactly-on-line"]["daughter"]), 113, purpose)
    (item,) = answer.expect().items
    assert (item.format_code, item.gross, item.data_year) == ("50", 930_900, 113)
    assert answer.source.data_year == 113


def test_somebody_without_a_voucher_has_no_record_rather_than_zero(registry, purpose, person_of) -> None:
    answer = registry.income(Subject(person_of["tier-one-widow"]["applicant"]), 113, purpose)
    assert (answer.outcome, answer.value) == (Outcome.NO_RECORD, None)


def test_a_year_the_agency_has_not_loaded_has_no_record(registry, purpose, person_of) -> None:
    subject = Subject(person_of["exactly-on-line"]["daughter"])
    assert registry.income(subject, 112, purpose).outcome is Outcome.NO_RECORD


def test_a_share_of_land_carries_its_own_value(registry, purpose, person_of) -> None:
    subject = Subject(person_of["real-estate-unknown"]["applicant"])
    items = registry.property(subject, 113, purpose).expect().items
    land = next(item for item in items if item.kind is PropertyKind.LAND)
    assert (land.share, land.value) == (Fraction(1, 3), 2_900_000)


def test_who_claimed_whom_is_told_from_both_sides(registry, purpose, person_of) -> None:
    people = person_of["claimed-by-nephew"]
    (claimed,) = registry.dependants(Subject(people["applicant"]), 113, purpose).expect().claimed_by
    (claims,) = registry.dependants(Subject(people["nephew"]), 113, purpose).expect().claims
    assert claimed == claims
    assert (claimed.taxpayer_id, claimed.dependant_id) == (people["nephew"], people["applicant"])
