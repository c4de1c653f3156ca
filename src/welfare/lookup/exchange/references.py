"""Our number of a parcel: `<source>-<county>-<yyyymmdd>-<n>`, the same at every resend."""

import re
from datetime import date

_REFERENCE = re.compile(r"([a-z_]{1,40})-([0-9]{5})-([0-9]{8})-([1-9][0-9]{0,8})")


def reference(source: str, county: str, day: date, number: int) -> str:
    return f"{source}-{county}-{day:%Y%m%d}-{number}"


def county_of(text: str, source: str) -> str:
    """The county a reference of this source belongs to, or "" when it is none of ours."""
    found = _REFERENCE.fullmatch(text)
    return found[2] if found and found[1] == source else ""
