"""Our reference of a parcel in the agency's terms: batch numbers, subjects, Message-IDs, attachment names."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass

CODE = "border_crossing"
_REFERENCE = re.compile(rf"{CODE}-([0-9]{{5}})-([0-9]{{8}})-([1-9][0-9]{{0,7}})")
_NUMBER = re.compile(r"([0-9]{5})-([0-9]{8})-([0-9]{4,8})")
_ATTACHMENT = re.compile(r"S[QR]183_[0-9]{5}-[0-9]{8}-[0-9]{4,8}_[0-9]{1,4}\.csv")
_MESSAGE_ID = re.compile(r"<([0-9-]{19,23})\.([0-9]{1,4})\.([0-9a-f]{24})@[^<>@\s]+>")


@dataclass(frozen=True, slots=True)
class Batch:
    """`number` is what the agency calls it: county, day, count."""

    number: str

    @classmethod
    def of(cls, reference: str) -> Batch:
        """Raises ValueError for what is not our reference."""
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise ValueError("not a reference of a border-crossing parcel")
        return cls(f"{found[1]}-{found[2]}-{int(found[3]):04d}")

    @property
    def reference(self) -> str:
        """Ours again; "" for a number that is none."""
        found = _NUMBER.fullmatch(self.number)
        return f"{CODE}-{found[1]}-{found[2]}-{int(found[3])}" if found and int(found[3]) else ""

    def subject(self, part: int, parts: int) -> str:
        return f"[SW-183] batch {self.number} {part}/{parts}"

    def query_name(self, part: int) -> str:
        return f"SQ183_{self.number}_{part}.csv"

    def answer_name(self, part: int) -> str:
        return f"SR183_{self.number}_{part}.csv"

    def message_id(self, part: int, secret: bytes, domain: str) -> str:
        """The same at every resend; without `secret` nobody can guess it."""
        return f"<{self.number}.{part}.{_token(self.number, part, secret)}@{domain}>"


def is_attachment_name(name: str) -> bool:
    """Whether it is one of those agreed: no folders, no dots, nothing else."""
    return _ATTACHMENT.fullmatch(name) is not None


def batch_of_message(message_id: str, secret: bytes) -> Batch | None:
    """The batch a Message-ID of ours belongs to; None when we did not make it."""
    found = _MESSAGE_ID.fullmatch(message_id)
    if found is None or not hmac.compare_digest(found[3], _token(found[1], int(found[2]), secret)):
        return None
    return Batch(found[1])


def _token(number: str, part: int, secret: bytes) -> str:
    return hmac.new(secret, f"{number}.{part}".encode(), hashlib.sha256).hexdigest()[:24]
