"""What the relay's messages say, without how they are written (tax-relay-v1.xsd)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from welfare.lookup.ports import DependantClaim, IncomeItem, PropertyItem

NAMESPACE = "urn:open-sw-welfare:tax-relay:1"
SERVICE, VERSION = "MOF.TAX.QRY", "1.0"


class Dataset(StrEnum):
    INCOME = "INCOME"
    PROPERTY = "PROPERTY"
    DEPENDANT = "DEPENDANT"


class AckStatus(StrEnum):
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    DUPLICATE = "DUPLICATE"


class ResultStatus(StrEnum):
    FOUND = "FOUND"
    NO_DATA = "NO_DATA"
    ID_INVALID = "ID_INVALID"
    ID_MISMATCH = "ID_MISMATCH"
    NOT_AUTHORISED = "NOT_AUTHORISED"
    ERROR = "ERROR"


@dataclass(frozen=True, slots=True)
class Head:
    """`correlation`: the message this one answers; `transaction`: the mediator's number. "" where none."""

    message: str
    sender: str
    receiver: str
    sent_at: datetime
    legal_basis: str
    operator: str
    correlation: str = ""
    transaction: str = ""
    service: str = SERVICE


@dataclass(frozen=True, slots=True)
class Asked:
    """One subject; `year` (ROC) is the query's unless it has its own."""

    seq: int
    national_id: str
    case_reference: str
    year: int
    birth_on: date | None = None


@dataclass(frozen=True, slots=True)
class Query:
    head: Head
    batch: str
    purpose: str
    datasets: tuple[Dataset, ...]
    subjects: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a message was turned away; `text` is theirs, for the log of a technician only."""

    code: str
    text: str
    is_retryable: bool


@dataclass(frozen=True, slots=True)
class Ack:
    head: Head
    status: AckStatus
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One subject's. `claims` in both directions: who claimed this person, and whom this person claimed."""

    seq: int
    national_id: str
    status: ResultStatus
    incomes: tuple[IncomeItem, ...] = ()
    holdings: tuple[PropertyItem, ...] = ()
    claims: tuple[DependantClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    head: Head
    part: int
    parts: int
    results: tuple[Result, ...]
    as_of: date
