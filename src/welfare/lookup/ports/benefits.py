"""Benefit records: listings, benefits received, placements, custody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from welfare.lookup.ports.answer import Absent, Answer, Connector, LookupPurpose, Subject


class ListingKind(StrEnum):
    LOW_INCOME_HOUSEHOLD = "low_income_household"
    MIDDLE_LOW_INCOME_HOUSEHOLD = "middle_low_income_household"


class BenefitCode(StrEnum):
    """Benefits that meet this system's programs; 國保 has two guarantees besides its contributory pension."""

    SENIOR_LIVING_ALLOWANCE = "senior_living_allowance"
    ELDERLY_FARMER_ALLOWANCE = "elderly_farmer_allowance"
    NATIONAL_PENSION_OLD_AGE_GUARANTEE = "national_pension_old_age_guarantee"
    NATIONAL_PENSION_DISABILITY_GUARANTEE = "national_pension_disability_guarantee"
    DISABILITY_LIVING_SUBSIDY = "disability_living_subsidy"
    LIVING_SUPPORT = "living_support"
    VETERAN_SUPPORT = "veteran_support"


class CustodyKind(StrEnum):
    """入獄服刑 / 羈押 / 拘禁 (社會救助法 art. 5, paragraph 3)."""

    IMPRISONMENT = "imprisonment"
    DETENTION = "detention"
    CUSTODY = "custody"


class PlacementService(StrEnum):
    """日間式、夜間式、全日住宿式服務."""

    DAY = "day"
    NIGHT = "night"
    RESIDENTIAL = "residential"


@dataclass(frozen=True, slots=True)
class Listing:
    """Registered low-income or middle-low-income; `low_income_class` is NONE for the latter."""

    kind: ListingKind
    low_income_class: str | Absent
    county_code: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class ReceivedBenefit:
    """A benefit in payment; NT$ a month. `until` is NONE while it goes on."""

    code: BenefitCode
    monthly_amount: int | Absent
    since: date
    until: date | Absent


@dataclass(frozen=True, slots=True)
class ReceivedBenefits:
    items: tuple[ReceivedBenefit, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """A stay in an institution; `public_cost` is 公費收容安置."""

    institution: str
    public_cost: bool
    since: date
    until: date | Absent
    service: PlacementService | Absent = Absent.UNKNOWN


@dataclass(frozen=True, slots=True)
class Custody:
    kind: CustodyKind
    since: date
    until: date | Absent


class BenefitRegistry(Connector, Protocol):
    """A person without such a record is NO_RECORD."""

    def listing(self, subject: Subject, purpose: LookupPurpose) -> Answer[Listing]: ...

    def benefits(self, subject: Subject, purpose: LookupPurpose) -> Answer[ReceivedBenefits]: ...

    def placement(self, subject: Subject, purpose: LookupPurpose) -> Answer[Placement]: ...

    def custody(self, subject: Subject, purpose: LookupPurpose) -> Answer[Custody]: ...
