"""Read single JSON values strictly; every refusal is one sentence with its path, and reading goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from welfare.rules.facts.problems import Problem
from welfare.rules.facts.values import Fact
from welfare.rules.jurisdictions import JURISDICTIONS

FACT_KEYS = frozenset({"value", "source", "as_of", "data_year", "ref"})
MAX_MONEY = 10**12
MAX_TEXT = 2000
EARLIEST = date(1850, 1, 1)


@dataclass
class Reader:
    """Collects problems; `source` and `as_of` are the defaults of the nearest enclosing object."""

    problems: list[Problem] = field(default_factory=list)
    source: str = ""
    as_of: date | None = None

    def refuse(self, path: str, message: str) -> None:
        self.problems.append(Problem(f"$.{path}" if path else "$", message))

    def mapping(self, raw: object, path: str, allowed: frozenset[str] | set[str]) -> dict[str, Any]:
        if not isinstance(raw, dict):
            self.refuse(path, f"expected an object, found {_kind(raw)}.")
            return {}
        for key in sorted(set(map(str, raw)) - allowed):
            self.refuse(f"{path}.{key}" if path else key, "unknown field; see `welfare schema facts`.")
        return raw

    def items(self, raw: object, path: str) -> list[Any]:
        if not isinstance(raw, list):
            self.refuse(path, f"expected a list, found {_kind(raw)}.")
            return []
        return raw

    def text(self, raw: object, path: str, *, required: bool = True) -> str:
        if raw is None and not required:
            return ""
        if not isinstance(raw, str) or (required and not raw.strip()) or len(raw) > MAX_TEXT:
            self.refuse(path, f"expected a text, found {_kind(raw)}.")
            return ""
        return raw.strip()

    def day(self, raw: object, path: str, *, required: bool = True) -> date | None:
        if raw is None and not required:
            return None
        try:
            day = date.fromisoformat(raw) if isinstance(raw, str) and len(raw) == len("2026-01-01") else None
        except ValueError:
            day = None
        if day is None:
            self.refuse(path, f"{raw!r} is not a date; write it as 2026-11-20.")
        elif day < EARLIEST:
            self.refuse(path, f"{raw} is too early to be a date of this case.")
            return None
        return day

    def whole(self, raw: object, path: str, what: str) -> int | None:
        if isinstance(raw, bool) or not isinstance(raw, int):
            self.refuse(path, f"expected {what} as a whole number, found {_kind(raw)}.")
            return None
        if raw < 0:
            self.refuse(path, f"{raw} is negative; {what} is 0 or more.")
            return None
        if raw > MAX_MONEY:
            self.refuse(path, f"{raw} is too large to be {what}.")
            return None
        return raw

    def code(self, raw: object, path: str, codes: dict[str, tuple[str, str]]) -> str | None:
        if not isinstance(raw, str) or raw not in codes:
            self.refuse(path, f"{raw!r} is not one of: {', '.join(codes)}.")
            return None
        return raw

    def value(self, kind: str, raw: object, path: str, codes: dict[str, tuple[str, str]] | None) -> Any:
        if kind == "bool":
            if not isinstance(raw, bool):
                self.refuse(path, f"expected true or false, found {_kind(raw)}.")
                return None
            return raw
        if kind == "money":
            return self.whole(raw, path, "an amount in NT$")
        if kind == "count":
            return self.whole(raw, path, "a count")
        if kind == "date":
            return self.day(raw, path)
        if kind == "code":
            return self.code(raw, path, codes or {})
        if kind == "county":
            return self.code(raw, path, {code: (j.zh, j.en) for code, j in JURISDICTIONS.items()})
        return self.text(raw, path) or None

    def fact(
        self, kind: str, raw: object, path: str, codes: dict[str, tuple[str, str]] | None = None
    ) -> Fact[Any]:
        """A bare value, or an object with value, source, as_of, data_year, ref."""
        if raw is None:
            return Fact(path=path)
        if not isinstance(raw, dict):
            return self._with_origin(self.value(kind, raw, path, codes), {}, path)
        self.mapping(raw, path, FACT_KEYS)
        inner = raw.get("value")
        known = None if inner is None else self.value(kind, inner, f"{path}.value", codes)
        return self._with_origin(known, raw, path)

    def origin(self, raw: dict[str, Any], path: str) -> Fact[Any]:
        """Source and date of an item of a list; the item itself is the value."""
        return self._with_origin(True, raw, path)

    def _with_origin(self, value: Any, raw: dict[str, Any], path: str) -> Fact[Any]:
        source = self.text(raw["source"], f"{path}.source") if "source" in raw else self.source
        as_of = self.day(raw["as_of"], f"{path}.as_of") if "as_of" in raw else self.as_of
        if value is not None and not source:
            self.refuse(path, "no source: give `source` here, on the person or on the file.")
        if value is not None and as_of is None and "as_of" not in raw:
            self.refuse(path, "no date of the data: give `as_of` here, on the person or on the file.")
        year = self.whole(raw["data_year"], f"{path}.data_year", "a year") if "data_year" in raw else None
        if year is not None and not EARLIEST.year <= year <= date.max.year:
            self.refuse(f"{path}.data_year", f"{year} is not a four-digit year.")
        ref = self.text(raw.get("ref"), f"{path}.ref", required=False)
        return Fact(value=value, source=source, as_of=as_of, data_year=year, ref=ref, path=path)


def _kind(raw: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true/false", type(None): "nothing"}
    if isinstance(raw, float):
        return f"the fraction {raw}"
    return names.get(type(raw), repr(raw))
