"""Charts as inline SVG drawn with attributes; every figure is also printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import ClassVar

from welfare.statistics.quantiles import one_decimal
from welfare.web.components import Component, Text

_NARROW = 44


@dataclass(frozen=True)
class Mark:
    """A place on a chart and what is written there."""

    x: str
    text: Text
    y: str = ""


@dataclass(frozen=True)
class Climb(Component):
    """A running total by month as steps that only rise; it ends at the present month."""

    template: ClassVar[str] = "statistics/charts/climb.html"

    label: Text
    monthly: Sequence[int]
    until: int  # the last month drawn, 1-12

    WIDTH: ClassVar[int] = 720
    HEIGHT: ClassVar[int] = 168
    TOP: ClassVar[int] = 32

    @property
    def totals(self) -> list[int]:
        return list(accumulate(self.monthly))[: self.until]

    def _x(self, month: int) -> Fraction:
        return Fraction(self.WIDTH * month, len(self.monthly))

    def _y(self, total: int) -> Fraction:
        highest = max(self.totals[-1], 1)
        return self.HEIGHT - Fraction((self.HEIGHT - self.TOP) * total, highest)

    @property
    def line(self) -> str:
        """The stairs: up at the beginning of a month, then along it."""
        pieces = [f"M0 {self.HEIGHT}"]
        for month, total in enumerate(self.totals):
            pieces.append(f"V{one_decimal(self._y(total))} H{one_decimal(self._x(month + 1))}")
        return " ".join(pieces)

    @property
    def area(self) -> str:
        return f"{self.line} V{self.HEIGHT} Z"

    @property
    def end(self) -> Mark:
        total = self.totals[-1]
        return Mark(one_decimal(self._x(self.until)), f"{total:,}", one_decimal(self._y(total)))

    @property
    def months(self) -> list[Mark]:
        half = Fraction(self.WIDTH, 2 * len(self.monthly))
        return [Mark(one_decimal(self._x(n) + half), str(n + 1)) for n in range(len(self.monthly))]


@dataclass(frozen=True)
class Piece:
    """One step of a bar. `here` marks the longest."""

    name: Text
    days: Fraction
    here: bool = False

    @property
    def words(self) -> str:
        return f"{self.name} {one_decimal(self.days)}"


@dataclass(frozen=True)
class DayBar(Component):
    """Days in a row of pieces, drawn on the scale of `longest` days."""

    template: ClassVar[str] = "statistics/charts/day_bar.html"

    label: Text
    pieces: Sequence[Piece]
    longest: Fraction
    quiet: bool = False

    WIDTH: ClassVar[int] = 1000

    @property
    def boxes(self) -> list[dict[str, str | bool]]:
        """x, width, middle of each piece; words where there is room."""
        found: list[dict[str, str | bool]] = []
        at = Fraction(0)
        for piece in self.pieces:
            width = self.WIDTH * piece.days / max(self.longest, Fraction(1))
            found.append(
                {
                    "x": one_decimal(at),
                    "width": one_decimal(max(width - 2, Fraction(1, 2))),
                    "middle": one_decimal(at + width / 2),
                    "words": one_decimal(piece.days) if width >= _NARROW else "",
                    "here": piece.here,
                }
            )
            at += width
        return found


@dataclass(frozen=True)
class Whisker(Component):
    """Median as a dot, ninety percent as the end of a line, the target as a dotted stroke."""

    template: ClassVar[str] = "statistics/charts/whisker.html"

    label: Text
    median: Fraction
    p90: int
    target: int
    longest: int

    WIDTH: ClassVar[int] = 320

    def _x(self, days: Fraction | int) -> str:
        return one_decimal(self.WIDTH * Fraction(days) / max(self.longest, 1))

    @property
    def dot(self) -> str:
        return self._x(self.median)

    @property
    def end(self) -> str:
        return self._x(self.p90)

    @property
    def goal(self) -> str:
        return self._x(self.target)
