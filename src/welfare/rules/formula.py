"""How the law is written down: one small scalar function per legal quantity, its inputs named by its
arguments.

A decorated function stays an ordinary function of whole numbers and truth values, so that it can be read by
a lawyer, run for one household and compiled over columns. Income is carried in hundredths of an NT$ over
twelve months ("cents a year"): a monthly amount × 12 × 100. Nothing is rounded before a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from types import FunctionType
from typing import Any, Literal, TypeVar

from welfare.rules.article import Article

Entity = Literal["person", "case"]
Comparator = Literal["<=", "<", ">=", ">", "is"]
F = TypeVar("F", bound=Callable[..., int])
_DATED = re.compile(r"_from_\d{4}(_\d{2})?$")


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a test compares: the names of a value and a limit, and how both are shown to people.

    `per` divides both for display (per counted member); `waived_by` names the quantity that spares the test;
    `mark` is a second line on the gauge (the tier line); `wanted` is the truth value a yes/no test asks for.
    """

    value: str
    limit: str = ""
    comparator: Comparator = "is"
    per: str = ""
    waived_by: str = ""
    mark: str = ""
    mark_words: tuple[str, str] = ("", "")
    printed: str = ""
    wanted: bool = True
    group: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """One dated reading of one legal quantity."""

    name: str
    call: Callable[..., int]
    arguments: tuple[str, ...]
    returns: str
    entity: Entity
    article: Article
    zh: str
    en: str
    unit: str
    from_: date
    to: date
    requirement: Requirement | None = None

    def holds_on(self, on: date) -> bool:
        return self.from_ <= on <= self.to


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A case quantity made of a person quantity: "total" over those for whom `over` is true, "count" of them,
    or the value of the applicant alone ("applicant")."""

    how: Literal["total", "count", "applicant"]
    of: str
    over: str
    zh: str
    en: str
    unit: str
    returns: str = "int"


def _declare(function: F, requirement: Requirement | None, words: dict[str, Any]) -> F:
    code = function.__code__
    returns = function.__annotations__.get("return")
    if returns not in ("int", "bool"):
        raise TypeError(f"{function.__name__} must declare that it returns int or bool")
    function.__formula__ = Formula(  # type: ignore[attr-defined]
        name=_DATED.sub("", function.__name__),
        call=function,
        arguments=code.co_varnames[: code.co_argcount],
        returns=returns,
        entity=words["entity"],
        article=words["article"],
        zh=words["zh"],
        en=words["en"],
        unit=words["unit"],
        from_=words["from_"] or date.min,
        to=words["to"] or date.max,
        requirement=requirement,
    )
    return function


def formula(
    *,
    article: Article,
    zh: str,
    en: str,
    entity: Entity = "person",
    unit: str = "",
    from_: date | None = None,
    to: date | None = None,
) -> Callable[[F], F]:
    """Declare a legal quantity; a function name may end in `_from_2022_01` to tell two readings apart."""
    words = {"article": article, "zh": zh, "en": en, "entity": entity, "unit": unit, "from_": from_, "to": to}
    return lambda function: _declare(function, None, words)


def requirement(
    *,
    article: Article,
    zh: str,
    en: str,
    unit: str = "",
    from_: date | None = None,
    to: date | None = None,
    **compared: Any,
) -> Callable[[F], F]:
    """Declare a test of the case: a truth value that decides, with what it compares (see Requirement)."""
    words = {"article": article, "zh": zh, "en": en, "entity": "case", "unit": unit, "from_": from_, "to": to}
    return lambda function: _declare(function, Requirement(**compared), words)


def restated(declared: F, name: str, *, zh: str, en: str, **other: str) -> F:
    """The same rule on other quantities, its text written once: `other` leads from an argument to the
    quantity that takes its place."""
    old: Formula = declared.__formula__  # type: ignore[attr-defined]
    code, names = declared.__code__, tuple(other.get(one, one) for one in declared.__code__.co_varnames)
    call = FunctionType(code.replace(co_varnames=names), declared.__globals__, name)
    call.__module__, call.__doc__ = declared.__module__, declared.__doc__
    arguments = names[: code.co_argcount]
    call.__formula__ = replace(old, name=name, call=call, arguments=arguments, zh=zh, en=en)  # type: ignore[attr-defined]
    return call  # type: ignore[return-value]


def total(*, of: str, over: str, zh: str, en: str, unit: str = "ntd") -> Aggregate:
    """Sum of a person quantity over the persons for whom `over` holds."""
    return Aggregate("total", of, over, zh, en, unit)


def count(*, over: str, zh: str, en: str, unit: str = "person") -> Aggregate:
    """Number of persons for whom `over` holds."""
    return Aggregate("count", "", over, zh, en, unit)


def of_applicant(of: str, *, zh: str, en: str, unit: str = "", returns: str = "int") -> Aggregate:
    """A person quantity of the applicant alone."""
    return Aggregate("applicant", of, "", zh, en, unit, returns)
