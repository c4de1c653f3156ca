"""The labour-insurance register (勞保): insured periods and pensions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from welfare.lookup.ports.answer import Absent, Answer, Connector, LookupPurpose, Subject


class InsuranceStatus(StrEnum):
    INSURED = "insured"
    LEFT = "left"


class InsuredUnitKind(StrEnum):
    """A union's insured salary is declared, not earned: never read it as a wage."""

    COMPANY = "company"
    OCCUPATIONAL_UNION = "occupational_union"
    FISHERS_ASSOCIATION = "fishers_association"
    GOVERNMENT = "government"


class PensionKind(StrEnum):
    """老年年金 / 失能年金 / 遺屬年金 (labour), 國民年金老年年金."""

    OLD_AGE = "old_age"
    DISABILITY = "disability"
    SURVIVOR = "survivor"
    NATIONAL_OLD_AGE = "national_old_age"


@dataclass(frozen=True, slots=True)
class InsuredPeriod:
    """One row of the record: a change of salary is a new row. `left_on` is NONE while open."""

    insurance_number: str
    insured_unit: str
    unit_kind: InsuredUnitKind
    monthly_insurance_salary: int
    joined_on: date
    left_on: date | Absent


@dataclass(frozen=True, slots=True)
class Pension:
    kind: PensionKind
    monthly_amount: int
    since: date


@dataclass(frozen=True, slots=True)
class InsuranceRecord:
    """Newest period first. `last_change_on` is the newest joining or leaving."""

    status: InsuranceStatus
    periods: tuple[InsuredPeriod, ...]
    pensions: tuple[Pension, ...]
    last_change_on: date | Absent


class LaborInsuranceRegistry(Connector, Protocol):
    def record(self, subject: Subject, purpose: LookupPurpose) -> Answer[InsuranceRecord]: ...
