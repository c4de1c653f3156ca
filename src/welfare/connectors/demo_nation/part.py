"""Writes one part: circle after circle, each forgotten once it is on disk. Runs in a process of its own."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import count
from random import Random

from welfare.connectors.demo_nation import circle as circles
from welfare.connectors.demo_nation.circle import Circle
from welfare.connectors.demo_nation.faults import Faults
from welfare.connectors.demo_nation.parts import Part
from welfare.connectors.demo_nation.places import Places, Village
from welfare.connectors.demo_nation.scribe import Order, Scribe
from welfare.connectors.demo_nation.tally import Tally

_CLANS = 7
_PERSONS_PER_CLAN = 16
_TRIES = 12


def write_part(part: Part, order: Order) -> Tally:
    """Write the part's files below the order's folder; the same part and order give the same bytes."""
    interim = order.interim(part)
    interim.mkdir(parents=True)
    with ExitStack() as stack:
        scribe = Scribe(part, order, interim, stack)
        if part.has_stories:
            scribe.stories()
        _Builder(part, order, scribe).build()
        return scribe.finish()


class _Builder:
    """Goes on telling circles until the part has its people, to the last one."""

    def __init__(self, part: Part, order: Order, scribe: Scribe) -> None:
        self._part, self._order, self._scribe = part, order, scribe
        self._on = order.as_of.toordinal()
        self._places = Places(part.villages)
        self._empty = list(reversed(part.villages))
        self._people = iter(range(part.first_number, part.last_number))
        self._households = iter(range(part.first_number, part.last_number))

    def build(self) -> None:
        for number in count():
            missing = self._part.persons - self._scribe.persons
            if missing <= 0:
                return
            seed = f"{self._order.seed}/{self._part.name}/{number}"
            rng = Random(seed)  # noqa: S311 - synthetic people, no secret
            circle = self._next(rng, missing)
            faults = Faults(seed, self._order.dirty)
            circles.enrich(rng, circle, self._places, self._on, faults, self._take_id, self._take_household)
            self._scribe.circle(rng, circle, faults)

    def _next(self, rng: Random, missing: int) -> Circle:
        """A circle that does not make too many; at last people alone."""
        for _ in range(_TRIES):
            clans = min(_CLANS, max(missing // _PERSONS_PER_CLAN, 1))
            circle = circles.tell(rng, self._places, self._homes(rng, clans), self._on)
            if 0 < self._scribe.count(circle) <= missing:
                self._inhabit(circle)
                return circle
        return circles.alone(rng, self._places, self._homes(rng, 1)[0], self._on)

    def _homes(self, rng: Random, clans: int) -> list[Village]:
        """Villages of the clans: those still empty come first, so that every one has life."""
        homes = self._empty[-clans:]
        return homes + [self._places.anywhere(rng) for _ in range(clans - len(homes))]

    def _inhabit(self, circle: Circle) -> None:
        if not self._empty:
            return
        inhabited = {household.village.code for household in circle.households}
        self._empty = [village for village in self._empty if village.code not in inhabited]

    def _take_id(self, sex: str) -> str:
        return self._part.numbering.person(next(self._people), sex)

    def _take_household(self) -> str:
        return self._part.numbering.household(next(self._households))
