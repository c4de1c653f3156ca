"""The gauge (水位尺): a value against a limit that always stands at 70 % of the width.

Drawn as inline SVG with attributes in percent, so it stretches without a style attribute.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from welfare.web.components.base import Component, Text
from welfare.web.components.marks import Verdict

LIMIT_AT = Fraction(70)
END = Fraction(100)
# Two labels closer than this many percent would touch in the narrowest panel, so they lean apart.
LABEL_ROOM = 26


def position(value: int, limit: int) -> Fraction:
    """Place of `value` on the scale in percent, 0..100, exact; the limit itself is at 70.

    A limit of zero has no scale: zero stands on the limit, anything above it at the end.
    """
    if value <= 0 and limit > 0:
        return Fraction(0)
    if limit <= 0:
        return LIMIT_AT if value <= 0 else END
    return min(LIMIT_AT * value / limit, END)


def beyond(value: int, limit: int) -> bool:
    """Whether the value lies past the end of the scale (more than 143 % of the limit)."""
    if limit <= 0:
        return value > 0
    return LIMIT_AT * value > END * limit


def percent(place: Fraction) -> str:
    """An SVG percentage such as `38.46%`."""
    return f"{float(place):.2f}%"


@dataclass(frozen=True)
class GaugeMark:
    """A second figure on the scale: a tier line or the previous reviewer's value."""

    value: int
    label: Text = ""


@dataclass(frozen=True)
class GaugeLabel:
    """Where a label stands and to which side it leans."""

    x: str
    anchor: str
    text: Text
    figure: str


@dataclass(frozen=True)
class Gauge(Component):
    """Value against limit. `tier` is dotted, `previous` a hollow ring, `foot` the difference and why;
    `url` opens what the value is made of."""

    template: ClassVar[str] = "web/components/gauge.html"

    name: Text
    value: int
    limit: int
    limit_label: Text
    verdict: Verdict | None = None
    unit: Text = "元"
    tier: GaugeMark | None = None
    previous: GaugeMark | None = None
    foot: Text = ""
    url: str = ""

    @property
    def figure(self) -> str:
        return f"{self.value:,}"

    @property
    def key(self) -> str:
        """Id of the hatch pattern; equal gauges may share one because the pattern is the same."""
        return f"hatch-{zlib.crc32(repr((str(self.name), self.value, self.limit)).encode()):08x}"

    @property
    def fill(self) -> str:
        return percent(min(position(self.value, self.limit), LIMIT_AT))

    @property
    def limit_at(self) -> str:
        return percent(LIMIT_AT)

    @property
    def excess(self) -> str:
        """Width of the hatched part right of the limit, empty when the limit is kept."""
        over = position(self.value, self.limit) - LIMIT_AT
        return percent(over) if over > 0 else ""

    @property
    def broken(self) -> bool:
        return beyond(self.value, self.limit)

    @property
    def tier_at(self) -> str:
        return percent(position(self.tier.value, self.limit)) if self.tier else ""

    @property
    def ring_at(self) -> str:
        return percent(position(self.previous.value, self.limit)) if self.previous else ""

    @property
    def labels(self) -> Iterator[GaugeLabel]:
        """Labels over the marks; near neighbours lean away from each other."""
        tier_place = position(self.tier.value, self.limit) if self.tier else None
        close = tier_place is not None and abs(tier_place - LIMIT_AT) < LABEL_ROOM
        tier_left = tier_place is not None and tier_place < LIMIT_AT
        if self.tier is not None:
            anchor = ("end" if tier_left else "start") if close else "middle"
            yield GaugeLabel(self.tier_at, anchor, self.tier.label, f"{self.tier.value:,}")
        anchor = ("start" if tier_left else "end") if close else "middle"
        yield GaugeLabel(self.limit_at, anchor, self.limit_label, f"{self.limit:,}")
