"""The tax register (財稅): income, property and dependants claimed, by ROC data year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from welfare.lookup.ports.answer import Absent, Answer, Connector, LookupPurpose, Subject


class PropertyKind(StrEnum):
    LAND = "land"
    FARMLAND = "farmland"
    HOUSE = "house"
    VEHICLE = "vehicle"
    INVESTMENT = "investment"


@dataclass(frozen=True, slots=True)
class IncomeItem:
    """One voucher. `format_code` and `mark` exactly as received, never translated; NT$ of the whole year."""

    format_code: str
    mark: str
    payer_number: str
    payer_name: str
    gross: int
    withheld_tax: int
    net: int | Absent
    data_year: int


@dataclass(frozen=True, slots=True)
class IncomeList:
    data_year: int
    items: tuple[IncomeItem, ...]


@dataclass(frozen=True, slots=True)
class PropertyItem:
    """One holding. `value`: NT$ of the share held (公告現值, 評定標準價格, 投資額), not of the whole."""

    kind: PropertyKind
    location: str
    reference: str
    area: Decimal | Absent
    share: Fraction
    value: int | Absent
    data_year: int
    land_category: str | Absent = Absent.UNKNOWN


@dataclass(frozen=True, slots=True)
class PropertyList:
    data_year: int
    items: tuple[PropertyItem, ...]


@dataclass(frozen=True, slots=True)
class DependantClaim:
    """One claim of a dependant's exemption (認列扶養親屬免稅額), relation as the taxpayer wrote it."""

    taxpayer_id: str
    dependant_id: str
    relation: str
    data_year: int


@dataclass(frozen=True, slots=True)
class DependantClaims:
    """`claimed_by`: who claimed this person; `claims`: whom this person claimed."""

    data_year: int
    claimed_by: tuple[DependantClaim, ...]
    claims: tuple[DependantClaim, ...]


class TaxRegistry(Connector, Protocol):
    """`data_year` is the ROC year of the data. A person without any voucher is NO_RECORD, not zero."""

    def income(self, subject: Subject, data_year: int, purpose: LookupPurpose) -> Answer[IncomeList]: ...

    def property(self, subject: Subject, data_year: int, purpose: LookupPurpose) -> Answer[PropertyList]: ...

    def dependants(
        self, subject: Subject, data_year: int, purpose: LookupPurpose
    ) -> Answer[DependantClaims]: ...
