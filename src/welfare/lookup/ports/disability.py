"""The disability register (身心障礙證明)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from welfare.lookup.ports.answer import Absent, Answer, Connector, LookupPurpose, Subject


class DisabilityDegree(StrEnum):
    """輕度 / 中度 / 重度 / 極重度."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    PROFOUND = "profound"


@dataclass(frozen=True, slots=True)
class DisabilityIdentification:
    """A certificate. `categories`: codes 1–8 of the new system. `valid_until` is NONE when permanent."""

    certificate_number: str
    categories: tuple[str, ...]
    degree: DisabilityDegree
    issued_on: date
    valid_until: date | Absent
    unable_to_work: bool | Absent


class DisabilityRegistry(Connector, Protocol):
    def identification(
        self, subject: Subject, purpose: LookupPurpose
    ) -> Answer[DisabilityIdentification]: ...
