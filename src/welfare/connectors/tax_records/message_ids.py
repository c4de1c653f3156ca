"""Our reference of a parcel as a message id and back: a UUID of version 8 (RFC 9562).

An answer names only the id of the message it answers. That the reference can be read out of it needs no
memory that could get lost, and a resend has the same id by itself.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

CODE = "tax_records"
_REFERENCE = re.compile(rf"{CODE}-([0-9]{{5}})-([0-9]{{8}})-([1-9][0-9]{{0,8}})")
_COUNTY, _DAY, _NUMBER, _CHECK = 20, 24, 30, 48
_VERSION, _VARIANT = 8, 0b10


def message_id(reference: str) -> str:
    """Raises ValueError for what is not our reference."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError("not a reference of a tax parcel")
    day = datetime.strptime(found[2], "%Y%m%d").date()  # noqa: DTZ007
    packed = int(found[1])
    for width, value in ((_DAY, day.toordinal()), (_NUMBER, int(found[3])), (_CHECK, _check(reference))):
        packed = packed << width | value
    high, middle, low = packed >> 74, packed >> 62 & 0xFFF, packed & (1 << 62) - 1
    return str(UUID(int=high << 80 | _VERSION << 76 | middle << 64 | _VARIANT << 62 | low))


def reference_of(message: str) -> str:
    """The parcel a message id speaks of, or ""."""
    try:
        number = UUID(message).int
    except ValueError:
        return ""
    packed = number >> 80 << 74 | (number >> 64 & 0xFFF) << 62 | number & (1 << 62) - 1
    county, day = packed >> _DAY + _NUMBER + _CHECK, packed >> _NUMBER + _CHECK & (1 << _DAY) - 1
    count = packed >> _CHECK & (1 << _NUMBER) - 1
    if not 0 < day <= date.max.toordinal():
        return ""
    reference = f"{CODE}-{county:05d}-{date.fromordinal(day):%Y%m%d}-{count}"
    is_ours = _REFERENCE.fullmatch(reference) is not None and message_id(reference) == message
    return reference if is_ours else ""


def _check(reference: str) -> int:
    return int.from_bytes(sha256(reference.encode()).digest()[: _CHECK // 8], "big")
