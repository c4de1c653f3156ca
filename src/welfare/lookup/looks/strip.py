"""The heat strip of one officer: a square per day, the darker the more looks; days off are framed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from welfare.foundation.office_calendar import OfficeCalendar
from welfare.web.components import Component, Text

#: rows a day from which a square is one shade darker
STEPS = (1, 20, 60, 120, 240)


@dataclass(frozen=True)
class Square:
    """One day: where it stands, its shade 0–5, whether offices were closed, what it says."""

    x: int
    shade: int
    is_off: bool
    words: str


@dataclass(frozen=True)
class HeatStrip(Component):
    """Days in a row, the newest right. The figures stand in words beside it."""

    template: ClassVar[str] = "looks/strip.html"

    label: Text
    squares: tuple[Square, ...]

    SIZE: ClassVar[int] = 14
    STEP: ClassVar[int] = 16

    @property
    def width(self) -> int:
        return self.STEP * len(self.squares)


def heat_strip(label: Text, counts: Mapping[date, int], *, county: str, until: date, days: int) -> HeatStrip:
    """The last `days` days up to `until`."""
    calendar = OfficeCalendar(county or None)
    squares = []
    for place in range(days):
        day = until - timedelta(days=days - 1 - place)
        n = counts.get(day, 0)
        shade = sum(n >= step for step in STEPS)
        words = f"{day:%m/%d}：{n}"
        squares.append(Square(place * HeatStrip.STEP, shade, not calendar.is_office_day(day), words))
    return HeatStrip(label, tuple(squares))
