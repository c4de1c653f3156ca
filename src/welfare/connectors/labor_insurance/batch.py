"""Our reference of a parcel in the agency's terms: day, batch number, county; and the names of its files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

CODE = "labor_insurance"
_REFERENCE = re.compile(rf"{CODE}-([0-9]{{5}})-([0-9]{{8}})-([1-9][0-9]{{0,7}})")
_FILE = re.compile(
    r"L[QR]_([0-9]{5})_([0-9]{8})_([0-9]{4,8})(?:_([0-9]{2,4}))?(?:_[a-z0-9]{1,8})?\.(?:pgp|7z|zip)"
)


@dataclass(frozen=True, slots=True)
class Batch:
    county: str
    day: date
    number: int

    @classmethod
    def of(cls, reference: str) -> Batch:
        """Raises ValueError for what is not our reference."""
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise ValueError("not a reference of a labour-insurance parcel")
        return cls(found[1], datetime.strptime(found[2], "%Y%m%d").date(), int(found[3]))  # noqa: DTZ007

    @property
    def reference(self) -> str:
        return f"{CODE}-{self.county}-{self.day:%Y%m%d}-{self.number}"

    @property
    def query_stem(self) -> str:
        return f"LQ_{self.county}_{self.day:%Y%m%d}_{self.number:04d}"

    def answer_stem(self, part: int) -> str:
        return f"LR_{self.county}_{self.day:%Y%m%d}_{self.number:04d}_{part:02d}"


def is_file_name(name: str) -> bool:
    """Whether a name on the server is one of those agreed: no folders, no dots, nothing else."""
    return _FILE.fullmatch(name) is not None


def reference_in(name: str) -> str:
    """The parcel a file name speaks of, or ""."""
    found = _FILE.fullmatch(name)
    try:
        return Batch.of(f"{CODE}-{found[1]}-{found[2]}-{int(found[3])}").reference if found else ""
    except ValueError:
        return ""
