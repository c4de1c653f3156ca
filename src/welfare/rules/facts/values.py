"""One value with where it came from; a missing value is a Fact too, so that its path can be asked for."""

from __future__ import annotations

from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Fact(NamedTuple, Generic[T]):
    """`value` None means unknown. `ref` is the caller's own identifier and is handed back untouched."""

    value: T | None = None
    source: str = ""
    as_of: date | None = None
    data_year: int | None = None
    ref: str = ""
    path: str = ""

    @property
    def is_known(self) -> bool:
        return self.value is not None


def derived(value: T | None, *origins: Fact[Any]) -> Fact[T]:
    """A value worked out from other facts: it keeps the path and source of the first of them that is unknown,
    else of the first, so that a question or a citation points at something a person can look up."""
    if not origins:
        return Fact(value, "derived")
    origin = origins[0]
    if len(origins) > 1:
        origin = next((fact for fact in origins if fact.value is None), origin)
    _, source, as_of, data_year, ref, path = origin
    return tuple.__new__(Fact, (value, source, as_of, data_year, ref, path))


def at(path: str) -> Fact[Any]:
    """The unknown value that belongs at a path."""
    return Fact(path=path)
