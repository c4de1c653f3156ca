"""The things a facts file lists: income, holdings, land, benefits, and what people have decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from welfare.rules.facts.values import Fact


@dataclass(frozen=True, slots=True)
class Income:
    """One item of income other than wages; `amount` in NT$ per `period` ("month" or "year")."""

    kind: str
    amount: int
    period: str
    origin: Fact[Any]


@dataclass(frozen=True, slots=True)
class Holding:
    """One deposit (principal) or one security; `amount` in NT$. `yearly_interest` is what the same record
    says the deposit earns."""

    amount: int
    origin: Fact[Any]
    yearly_interest: int | None = None


@dataclass(frozen=True, slots=True)
class Movable:
    """Movable property other than deposits and securities; `amount` in NT$."""

    kind: str
    amount: int
    origin: Fact[Any]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision: never automatic, always with author, day and reason. `amount`,
    `household_class` or `waives` (a means test) says what was decided, where the kind needs it."""

    kind: str
    by: str
    on: date
    reason: str
    evidence: str = ""
    person: str = ""
    amount: int | None = None
    household_class: str = ""
    waives: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class RealEstate:
    """Land (公告土地現值) or house (房屋現值), this owner's share only; `exclusion` per 社會救助法 §5-2."""

    kind: str
    value: int
    origin: Fact[Any]
    exclusion: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Benefit:
    """Another benefit received now; `monthly_amount` in NT$, None when not known."""

    code: str
    monthly_amount: int | None
    origin: Fact[Any]


@dataclass(frozen=True, slots=True)
class ConfirmedParameter:
    """A figure a named officer entered for this case because the announced table lacks it."""

    name: str
    value: int | bool | str
    source: str
    by: str
    on: date
