"""A run of random faults against real agency processes, in a scratch database, ending with the books.

Every fault there is comes once, in random order, then again in another. At the end everybody behaves, until
nobody waits; then the facts are compared with the register itself.
"""

import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test.utils import override_settings

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup import services
from welfare.lookup.exchange import commands
from welfare.lookup.models import Delivery
from welfare.project import wiring
from welfare.project.agencies.house import need, on_the_wire
from welfare.project.chaos.run import failures, open_cases
from welfare.project.chaos.wire import truth
from welfare.project.chaos.wire.acts import Scene, deck, waiting
from welfare.project.chaos.wire.line import Trouble
from welfare.project.chaos.wire.register import Register
from welfare.project.demo.staff import HUALIEN
from welfare.project.walk.scratch import scratch_house

CASES = 16
#: what passes before each round of the end: first what is lost becomes overdue, then days of good behaviour
_HEALING = (timedelta(hours=7), timedelta(days=4), *[timedelta(hours=7)] * 20)
_registers: dict[str, Register] = {}


def connector(name: str) -> Any:
    """What settings.WELFARE_CONNECTORS names during a run."""
    return _registers[name].connector if name in _registers else wiring.connector(name)


def chaos(
    *,
    faults: int,
    seed: int,
    sources: list[str] | None = None,
    cases: int = CASES,
    house: Any = scratch_house,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> dict[str, Any]:
    """`faults` random faults over every transport there is; then healed. What happened, and the books."""
    began, done = time.monotonic(), Counter[tuple[str, str]]()
    chance = random.Random(seed)  # noqa: S311 - a seed makes the run repeatable
    with house(sources=()), _on_our_lines(sources) as registers:
        scene = Scene(registers, chance)
        open_cases(cases)
        for register in registers.values():
            scene.round(register)
        for source, name, act in _dealt(registers, chance, faults):
            act(scene, registers[source])
            done[source, name] += 1
            tell(f"{sum(done.values())}/{faults} {source}, {name}")
        tell("everybody behaves again")
        _heal(scene)
        document = {
            **commands.books(),
            "faults": sum(done.values()),
            "by_fault": {f"{source}, {name}": n for (source, name), n in sorted(done.items())},
            "over_the_wire": sorted(registers),
            "killed": scene.killed_workers + scene.killed_agencies,
            "killed_workers": scene.killed_workers,
            "killed_agencies": scene.killed_agencies,
            "troubles": scene.troubles,
            "put_aside": _put_aside(),
            "failed_by_sentence": failures(),
            **truth.compared(HUALIEN),
        }
    document |= {
        "seconds": round(time.monotonic() - began),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "peak_rss_of_a_child_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
        "seed": seed,
    }
    return document


@contextmanager
def _on_our_lines(sources: list[str] | None) -> Iterator[dict[str, Register]]:
    with (
        tempfile.TemporaryDirectory(prefix="chaos-") as folder,
        on_the_wire(Path(folder) / "agencies", settings.DATA_DIR / "demo_nation", sources) as agencies,
    ):
        need(agencies)
        for source in agencies.sources:
            _registers[source] = Register(source, agencies, Path(folder) / "office" / source)
        try:
            with override_settings(WELFARE_CONNECTORS=f"{__name__}.connector"):
                yield dict(_registers)
        finally:
            for register in _registers.values():
                register.close()
            _registers.clear()


def _dealt(registers: dict[str, Register], chance: random.Random, faults: int) -> Iterator[Any]:
    cards: list[Any] = []
    for _fault in range(faults):
        if not cards:
            cards = deck(registers)
            chance.shuffle(cards)
        yield cards.pop()


def _heal(scene: Scene) -> None:
    """Raises RuntimeError when somebody waits for ever."""
    for register in scene.registers.values():
        register.disturb(Trouble.NONE, scene.chance)
        register.behave()
    for passes in _HEALING:
        scene.moment += passes
        with clock.at(scene.moment), acting_as(Acting.system(HUALIEN)) as by:
            services.ask_overnight(by=by)
        for register in scene.registers.values():
            if register.source in waiting():
                scene.round(register)
        if not waiting():
            return
    raise RuntimeError(f"somebody waits for ever: {', '.join(sorted(waiting()))}")


def _put_aside() -> dict[str, int]:
    """How many deliveries were refused, by the sentence an operator reads."""
    with acting_as(Acting.system()):
        return dict(Counter(Delivery.objects.exclude(reason="").values_list("reason", flat=True)))
