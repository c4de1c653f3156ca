"""The 22 counties and the area whose announced figures each follows (臺灣省, 福建省 or itself)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """`code` is the five-digit county code, `slug` the name of its parameter file."""

    code: str
    slug: str
    zh: str
    en: str
    group: str

    @property
    def levels(self) -> tuple[str, ...]:
        """Parameter files to read, the nearest first."""
        return (self.slug, self.group, "central")


def _load() -> dict[str, Jurisdiction]:
    raw = yaml.load((Path(__file__).parent / "jurisdictions.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return {code: Jurisdiction(code=code, **entry) for code, entry in raw.items()}


JURISDICTIONS = _load()
GROUPS = {
    "central": ("中央", "central"),
    "taiwan_province": ("臺灣省", "Taiwan Province"),
    "fujian_province": ("福建省", "Fujian Province"),
    "municipality": ("直轄市", "special municipality"),
}
