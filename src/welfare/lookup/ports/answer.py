"""What every look-up port has in common: the purpose, the three nulls, the answer, the one error."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Absent(StrEnum):
    """Why a field carries no value. The three are never merged, and none of them is zero."""

    WITHHELD = "withheld"  # the agency knows and may not tell (保密註記)
    NONE = "none"  # the agency knows that there is nothing
    UNKNOWN = "unknown"  # the agency does not know


class Outcome(StrEnum):
    """How a register answered about one person; anything else is a `TransportError`."""

    FOUND = "found"
    NO_RECORD = "no_record"
    ID_MISMATCH = "id_mismatch"


class TransportError(Exception):
    """The question got no answer: `permanent` says never, otherwise try again later.

    `sentence` is Chinese text for the officer; it never holds personal data.
    """

    def __init__(self, sentence: str, *, permanent: bool) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.permanent = permanent


class Connector(Protocol):
    """What every connector tells the health page."""

    def check_config(self) -> tuple[str, ...]:
        """One Chinese sentence per fault: what is wrong and how to mend it. Empty when all is well."""
        ...


@dataclass(frozen=True, slots=True)
class LookupPurpose:
    """Why somebody looks (個人資料保護法 art. 15, 社會救助法 art. 44-3). No query without one.

    `case_number`: the case, or the lawful batch. `officer_reference`: a pseudonym, never a name.
    Raises ValueError when a part is blank.
    """

    case_number: str
    legal_basis: str
    purpose_code: str
    officer_reference: str

    def __post_init__(self) -> None:
        for part in ("case_number", "legal_basis", "purpose_code", "officer_reference"):
            if not getattr(self, part).strip():
                raise ValueError(f"a look-up needs a {part}")


@dataclass(frozen=True, slots=True)
class Subject:
    """The person asked about. With a birth date the register also checks that the two belong together."""

    national_id: str
    birth_on: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer comes from: register code, the day it was true, ROC data year, the raw record's key."""

    code: str
    as_of: date
    data_year: int | None
    raw_reference: str


@dataclass(frozen=True)
class Answer(Generic[T]):
    """One register's answer about one person; `value` is there exactly when the outcome is FOUND."""

    outcome: Outcome
    source: Source
    value: T | None = None

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.outcome is Outcome.FOUND):
            raise ValueError("an answer has a value exactly when it is found")

    @property
    def is_found(self) -> bool:
        return self.outcome is Outcome.FOUND

    def expect(self) -> T:
        """The value of a found answer; ValueError otherwise."""
        if self.value is None:
            raise ValueError(f"no value: the register answered {self.outcome}")
        return self.value
