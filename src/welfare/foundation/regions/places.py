"""The three levels of place, each a row with its validity."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnknownRegion(LookupError):
    """No place has this code on this day."""


class Jurisdiction(StrEnum):
    """Whose standards hold: the six special municipalities set their own, the provinces share one each."""

    SPECIAL_MUNICIPALITY = "special_municipality"
    TAIWAN_PROVINCE = "taiwan_province"
    FUJIAN_PROVINCE = "fujian_province"


@dataclass(frozen=True, slots=True)
class Village:
    """A village (村里): 11-digit code; valid from `valid_from` through `valid_to` (None: still)."""

    code: str
    name: str
    valid_from: date
    valid_to: date | None

    @property
    def town_code(self) -> str:
        """The eight digits of its town."""
        return self.code[:8]

    @property
    def county_code(self) -> str:
        """The five digits of its county."""
        return self.code[:5]


@dataclass(frozen=True, slots=True)
class Town:
    """A township, city or district (鄉鎮市區): 8-digit code."""

    code: str
    name: str
    valid_from: date
    valid_to: date | None

    @property
    def county_code(self) -> str:
        """The five digits of its county."""
        return self.code[:5]


@dataclass(frozen=True, slots=True)
class County:
    """A county or city: 5-digit code, letter of the national ID, 10-digit code of the welfare ministry."""

    code: str
    name: str
    english_name: str
    id_letter: str
    mohw_code: str
    jurisdiction: Jurisdiction
    valid_from: date
    valid_to: date | None
