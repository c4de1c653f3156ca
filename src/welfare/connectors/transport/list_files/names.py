"""Our reference of a parcel in the names of an agency's list files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

_REFERENCE = re.compile(r"([a-z_]+)-([0-9]{5})-([0-9]{8})-([1-9][0-9]{0,7})")
_FILE = re.compile(
    r"([A-Z])[QR]_([0-9]{5})_([0-9]{8})_([0-9]{4,8})(?:_([0-9]{2,4}))?(?:_[a-z0-9]{1,8})?\.(?:pgp|7z|zip)"
)


@dataclass(frozen=True, slots=True)
class Batch:
    county: str
    day: date
    number: int


@dataclass(frozen=True, slots=True)
class Names:
    """`code` of the source, `letter` of its files."""

    code: str
    letter: str

    def batch(self, reference: str) -> Batch:
        """Raises ValueError for what is not our reference."""
        found = _REFERENCE.fullmatch(reference)
        if found is None or found[1] != self.code:
            raise ValueError("not a reference of a parcel to this agency")
        return _batch(found[2], found[3], found[4])

    def reference(self, batch: Batch) -> str:
        return f"{self.code}-{batch.county}-{batch.day:%Y%m%d}-{batch.number}"

    def query(self, batch: Batch) -> str:
        return f"{self.letter}Q_{batch.county}_{batch.day:%Y%m%d}_{batch.number:04d}"

    def answer(self, batch: Batch, part: int) -> str:
        return f"{self.letter}R_{batch.county}_{batch.day:%Y%m%d}_{batch.number:04d}_{part:02d}"

    def is_file(self, name: str) -> bool:
        found = _FILE.fullmatch(name)
        return found is not None and found[1] == self.letter

    def reference_in(self, name: str) -> str:
        """The parcel a file name speaks of, or ""."""
        found = _FILE.fullmatch(name)
        if found is None or found[1] != self.letter or not int(found[4]):
            return ""
        try:
            return self.reference(_batch(found[2], found[3], found[4]))
        except ValueError:
            return ""


def _batch(county: str, day: str, number: str) -> Batch:
    return Batch(county, datetime.strptime(day, "%Y%m%d").date(), int(number))  # noqa: DTZ007
