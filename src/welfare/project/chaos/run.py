"""A run of random faults against every register by parcel, in a scratch database, ending with the books.

Cases of demo households are opened through the real services. Each act is committed for real; a killed
process is a real one. At the end everybody behaves again, until nobody waits.
"""

import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connections
from django.test.utils import override_settings

from welfare.case.models import Case
from welfare.case.states import FINAL
from welfare.connectors.demo_nation.stories import stories
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import commands, rounds, settling
from welfare.lookup.models import LineOutcome, LookupRequest, ParcelLine, RequestStatus
from welfare.project import wiring
from welfare.project.chaos.acts import FAULTS, USUAL, Scene, heal
from welfare.project.chaos.channel import FolderChannel
from welfare.project.chaos.points import dying_at
from welfare.project.demo import acts as people
from welfare.project.demo.plans import Plan, answers_of
from welfare.project.demo.staff import HUALIEN
from welfare.project.walk.scratch import scratch_house

BY_PARCEL = (
    "tax_records", "labor_insurance", "border_crossing", "benefit_records", "disability_register",
)  # fmt: skip
CASES = 16
_USUAL_SHARE = 0.35
_USUAL = sorted(USUAL)
_FAULTS = [*sorted(FAULTS), *["killed"] * 5]  # it has fourteen places to happen
_TOWN_DIGITS = 8
_channels: dict[str, FolderChannel] = {}


def connector(name: str) -> Any:
    """What settings.WELFARE_CONNECTORS names during a run."""
    return _channels.get(name) or wiring.connector(name)


def chaos(*, faults: int, seed: int) -> dict[str, Any]:
    """`faults` random faults; then healed. The books, and what happened, as one document."""
    began, done = time.monotonic(), Counter[str]()
    chance = random.Random(seed)  # noqa: S311 - a seed makes the run repeatable
    with scratch_house(sources=()), _by_parcel(), _small_chunks():
        open_cases(CASES)
        scenes = [Scene(_channels[code], chance, _killed_process) for code in BY_PARCEL]
        while sum(done[name] for name in FAULTS) < faults:
            name = chance.choice(_USUAL if chance.random() < _USUAL_SHARE else _FAULTS)
            scene = chance.choice(scenes)
            (USUAL | FAULTS)[name](scene)
            done[name] += 1
            _let_cases_go_on(scene)
        for scene in scenes:
            heal(scene, partial(_waits, scene.channel.code), partial(_let_cases_go_on, scene))
        books = commands.books()
        failed = failures()
    return {
        **books,
        "faults": sum(done[name] for name in FAULTS),
        "by_fault": {name: done[name] for name in sorted(FAULTS) if done[name]},
        "killed": done["killed"],
        "troubles": [trouble for scene in scenes for trouble in scene.troubles],
        "failed_by_sentence": failed,
        "seconds": round(time.monotonic() - began),
        "seed": seed,
    }


@contextmanager
def _by_parcel() -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        for code in BY_PARCEL:
            _channels[code] = FolderChannel(Path(folder) / code, code, wiring.connector(code))
        try:
            with override_settings(WELFARE_CONNECTORS=f"{__name__}.connector"):
                yield
        finally:
            _channels.clear()


@contextmanager
def _small_chunks() -> Iterator[None]:
    """So that a process can die between two of them."""
    usual, settling.CHUNK = settling.CHUNK, 2
    try:
        yield
    finally:
        settling.CHUNK = usual


def open_cases(most: int) -> None:
    """Applications of hand-made households of Hualien, the largest; whom the register refuses is left out."""
    opened = 0
    for told in sorted(stories(), key=lambda story: -len(story.members)):
        town = told.village[:_TOWN_DIGITS]
        if opened < most and town.startswith(HUALIEN):
            plan = Plan(told.applicant_id, town, 0, frozenset(), told.program, answers_of(told), refused=True)
            opened += people.apply(plan) is not None
    outbox.deliver_all()


def _killed_process(channel: FolderChannel, point: str) -> None:
    """A round in a process of its own that dies at the point, if it gets there."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            with dying_at(point, channel, lambda: os.kill(os.getpid(), signal.SIGKILL)):
                rounds.run(channel)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def _let_cases_go_on(scene: Scene) -> None:
    """What the exchange told, and nothing of later stages."""
    with acting_as(Acting.system()):
        told = list(OutboxMessage.objects.filter(topic="lookup.go_on", delivered_at=None, given_up_at=None))
    with clock.at(scene.moment):
        for message in told:
            outbox.deliver(message.id, message.county)


def _waits(code: str) -> bool:
    for county in rounds.counties():
        with acting_as(Acting.system(county)):
            lines = ParcelLine.objects.filter(parcel__source=code, outcome=LineOutcome.WAITING)
            questions = LookupRequest.objects.filter(source=code, status=RequestStatus.REQUESTED)
            living = Case.objects.exclude(status__in=FINAL)
            if lines.exists() or questions.filter(case__in=living).exists():
                return True
    return False


def failures() -> dict[str, int]:
    """How many questions failed, by the sentence an operator reads."""
    with acting_as(Acting.system(HUALIEN)):
        failed = LookupRequest.objects.filter(status=RequestStatus.FAILED)
        return dict(Counter(failed.values_list("error", flat=True)))
