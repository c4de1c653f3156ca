"""One thing the doctor saw."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """`advice` says what to do; it is empty exactly when the subject is well."""

    subject: str
    level: Literal["well", "warning", "wrong"]
    says: str
    advice: str = ""


def well(subject: str, says: str) -> Finding:
    return Finding(subject, "well", says)
