"""Counts kept while people pass by, from which the report is made; sums of parts add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from math import log, sqrt

from welfare.connectors.demo_nation.records import Record

_FACTS = ("disability", "indigenous", "romanised_name", "insured", "property", "placement", "custody")
_BANDS = ((15, "aged_0_14"), (65, "aged_15_64"), (200, "aged_65_and_older"))


@dataclass(slots=True)
class Pair:
    """Sums from which the correlation of two quantities follows."""

    sums: list[float] = field(default_factory=lambda: [0.0] * 6)

    def add(self, x: float, y: float) -> None:
        sums = self.sums
        sums[0] += 1
        sums[1] += x
        sums[2] += y
        sums[3] += x * x
        sums[4] += y * y
        sums[5] += x * y

    def plus(self, other: Pair) -> Pair:
        return Pair([mine + theirs for mine, theirs in zip(self.sums, other.sums, strict=True)])

    def correlation(self) -> float | None:
        """Pearson's r; None with fewer than three pairs or no spread."""
        count, x, y, xx, yy, xy = self.sums
        spread = (count * xx - x * x) * (count * yy - y * y)
        return (count * xy - x * y) / sqrt(spread) if count > 2 and spread > 0 else None


@dataclass(slots=True)
class Tally:
    """`counts` of people and things by name; `pairs` of quantities that should go together."""

    counts: Counter[str] = field(default_factory=Counter)
    pairs: dict[str, Pair] = field(default_factory=dict)
    villages: set[str] = field(default_factory=set)

    def add(self, other: Tally) -> None:
        self.counts.update(other.counts)
        self.villages |= other.villages
        for name, pair in other.pairs.items():
            self.pairs[name] = pair.plus(self.pairs.get(name, Pair()))

    def person(self, record: Record, years: int) -> None:
        """A living person of the register's own county or nation, so many years old."""
        counts = self.counts
        counts["persons"] += 1
        counts[next(name for below, name in _BANDS if years < below)] += 1
        counts[record["sex"]] += 1
        if years >= 15:
            counts[record["marital_status"]] += 1
        if listing := record.get("listing"):
            counts[listing["kind"]] += 1
        for benefit in record.get("benefits", ()):
            counts[benefit["code"]] += 1
        for fact in _FACTS:
            if fact in record:
                counts[fact] += 1
        if years >= 18:
            self._money(record, years)

    def _money(self, record: Record, years: int) -> None:
        vouchers = next(reversed(record.get("income", {"": []}).values()))
        wage = sum(row["gross"] for row in vouchers if row["code"] == "50")
        interest = sum(row["gross"] for row in vouchers if row["code"] == "5A")
        if wage and "insured" in record:
            self._pair("wage and insured salary").add(log(wage), log(record["insured"][-1]["salary"]))
        if wage and interest:
            self._pair("wage and interest").add(log(wage), log(interest))
        owns = any(row["kind"] == "house" for row in next(iter(record.get("property", {"": []}).values())))
        self._pair("owning a house and age").add(float(owns), years)
        if interest:
            self._pair("owning a house and interest").add(float(owns), log(interest))
        self._pair("being listed and wage").add(float("listing" in record), float(wage))

    def event(self, day: str, kind: str, first: str, last: str) -> None:
        """Events of the year up to the as-of day."""
        if first < day <= last:
            self.counts[f"event:{kind}"] += 1

    def _pair(self, name: str) -> Pair:
        return self.pairs.setdefault(name, Pair())


def year_before(on: date) -> date:
    return on.replace(year=on.year - 1)
