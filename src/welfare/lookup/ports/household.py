"""The household register (戶役政): persons, whole households, kinship across households."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from welfare.foundation.roc_calendar import RocReading
from welfare.lookup.ports.answer import Absent, Answer, Connector, LookupPurpose, Subject


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class MaritalStatus(StrEnum):
    UNMARRIED = "unmarried"
    MARRIED = "married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"


class ResidenceKind(StrEnum):
    """State of a registration: 現住 / 遷出 / 死亡 / 戶籍設於戶政事務所."""

    CURRENT = "current"
    MOVED_OUT = "moved_out"
    DEAD = "dead"
    AT_REGISTRATION_OFFICE = "at_registration_office"


class HouseholdKind(StrEnum):
    """共同生活戶 / 共同事業戶 / 單獨生活戶."""

    FAMILY = "family"
    INSTITUTION = "institution"
    SINGLE = "single"


class KinRelation(StrEnum):
    SPOUSE = "spouse"
    FORMER_SPOUSE = "former_spouse"
    FATHER = "father"
    MOTHER = "mother"
    ADOPTIVE_PARENT = "adoptive_parent"
    CHILD = "child"
    ADOPTED_CHILD = "adopted_child"


class GuardianshipKind(StrEnum):
    """監護宣告 / 輔助宣告."""

    GUARDIAN = "guardian"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Address:
    """A registered address: county 5, town 8, village 11 digits; neighbourhood 3 digits."""

    county_code: str
    town_code: str
    village_code: str
    neighborhood: str
    street: str
    text: str


@dataclass(frozen=True, slots=True)
class Guardianship:
    kind: GuardianshipKind
    guardian_name: str | Absent
    since: date


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """One person as the register holds them; `birth` keeps the raw ROC text and its precision.

    `indigenous` is the registered people (族別). The last three tell what the means test asks of everybody.
    """

    national_id: str
    name: str
    romanised_name: str | Absent
    sex: Sex
    birth: RocReading
    birth_order: int | Absent
    marital_status: MaritalStatus
    household_number: str
    relation_to_head: str
    residence: ResidenceKind
    address: Address | Absent
    moved_in_on: date | Absent
    moved_out_on: date | Absent
    died_on: date | Absent
    indigenous: str | Absent
    guardianship: Guardianship | Absent
    missing_since: date | Absent
    nationality: str
    in_military_service: bool | Absent
    enrolled_at: str | Absent
    publicly_funded_student: bool | Absent


@dataclass(frozen=True, slots=True)
class RegisteredHousehold:
    """The registration unit (戶), head first. Not the counted members of a means test."""

    household_number: str
    kind: HouseholdKind
    head_id: str
    address: Address | Absent
    members: tuple[RegisteredPerson, ...]


@dataclass(frozen=True, slots=True)
class KinLink:
    relation: KinRelation
    person: RegisteredPerson
    same_household: bool


@dataclass(frozen=True, slots=True)
class Kinship:
    """One step of the kinship graph, relatives registered elsewhere and the dead included.

    `unrecorded` names relations that exist in the register but lead to nobody it can show.
    """

    national_id: str
    links: tuple[KinLink, ...]
    unrecorded: tuple[tuple[KinRelation, Absent], ...] = ()


@dataclass(frozen=True, slots=True)
class PostOfficeAccount:
    """Post-office 局號 and 帳號, seven digits each with their own check digit."""

    branch: str
    account: str
    holder_name: str


@dataclass(frozen=True, slots=True)
class LastContact:
    """What the last case left behind: telephone, mobile and payment account, with the day of record."""

    telephone: str | Absent
    mobile: str | Absent
    account: PostOfficeAccount | Absent
    recorded_on: date


class HouseholdRegistry(Connector, Protocol):
    """Every method raises TransportError, and nothing else, when the register cannot be asked."""

    def person(self, subject: Subject, purpose: LookupPurpose) -> Answer[RegisteredPerson]: ...

    def household(self, subject: Subject, purpose: LookupPurpose) -> Answer[RegisteredHousehold]: ...

    def kinship(self, subject: Subject, purpose: LookupPurpose) -> Answer[Kinship]: ...

    def last_contact(self, subject: Subject, purpose: LookupPurpose) -> Answer[LastContact]: ...
