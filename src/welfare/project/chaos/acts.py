"""What may happen to an exchange, one act at a time, chosen by chance: the good, the bad and the late."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from welfare.foundation import clock
from welfare.lookup.exchange import rounds
from welfare.project.chaos.channel import FolderChannel, Mood
from welfare.project.chaos.office import Office
from welfare.project.chaos.points import POINTS

HOURS = timedelta(hours=7)
DAYS = timedelta(days=3)


@dataclass
class Scene:
    """One register in trouble. `kill` runs a round that dies at a point; `moment` is the time it is there."""

    channel: FolderChannel
    chance: random.Random
    kill: Callable[[FolderChannel, str], None]
    moment: datetime = field(default_factory=clock.now)
    troubles: list[str] = field(default_factory=list)

    @property
    def office(self) -> Office:
        return Office(self.channel)

    def round(self, **mood: str | bool) -> None:
        """One round in this mood; the next is in a good one again."""
        self.channel.mood = Mood(**mood)  # type: ignore[arg-type]
        with clock.at(self.moment):
            self.troubles += rounds.run(self.channel).troubles
        self.channel.mood = Mood()
        self.moment += timedelta(seconds=5)

    def some(self) -> str | None:
        """A reference that has arrived at the office."""
        references = self.office.references()
        return self.chance.choice(references) if references else None

    def seqs(self, reference: str) -> list[int]:
        return [line["seq"] for line in self.office.asked(reference)["lines"]]


Act = Callable[[Scene], None]


def _answer(**how: object) -> Act:
    """The office answers some parcel in a certain way."""

    def act(scene: Scene) -> None:
        if reference := scene.some():
            scene.office.answer(reference, **how)  # type: ignore[arg-type]

    return act


def _answer_some(scene: Scene) -> None:
    if reference := scene.some():
        seqs = scene.seqs(reference)
        scene.office.answer(reference, scene.chance.sample(seqs, scene.chance.randint(1, len(seqs))))


def _answer_in_parts(scene: Scene) -> None:
    """In two or three parts, the last first, one perhaps lost on the way."""
    if reference := scene.some():
        names = scene.office.in_parts(reference, scene.chance.randint(2, 3))
        folder = scene.channel.folder / "answers"
        if scene.chance.random() < 0.3:
            (folder / scene.chance.choice(names)).unlink()
        for place, name in enumerate(reversed(names)):
            if (folder / name).exists():
                (folder / name).rename(folder / f"{place}-{name}")


def _wrong_person(scene: Scene) -> None:
    if reference := scene.some():
        scene.office.answer(reference, person="A123456789")


def _unasked(scene: Scene) -> None:
    if reference := scene.some():
        scene.office.answer(reference, as_reference=f"{reference}0")


def _replay(scene: Scene) -> None:
    folders = [scene.channel.folder / name for name in ("answers", "done", "aside")]
    names = sorted(path.name for folder in folders for path in folder.glob("[!.]*"))
    if names:
        scene.office.repeat(scene.chance.choice(names))


def _acknowledge(scene: Scene) -> None:
    if reference := scene.some():
        scene.office.acknowledge(reference)


def _reject(*, permanent: bool) -> Act:
    def act(scene: Scene) -> None:
        if reference := scene.some():
            scene.office.reject(reference, permanent=permanent)

    return act


def _round(**mood: str | bool) -> Act:
    return lambda scene: scene.round(**mood)


def _killed(scene: Scene) -> None:
    point = scene.chance.choice(sorted(POINTS))
    if scene.chance.random() < 0.7 and (reference := scene.some()):
        scene.office.answer(reference)
    with clock.at(scene.moment):
        scene.kill(scene.channel, point)
    scene.moment += timedelta(minutes=11)  # what it held is let go by then


def _passes(time: timedelta) -> Act:
    def act(scene: Scene) -> None:
        scene.moment += time
        scene.round()

    return act


USUAL: dict[str, Act] = {
    "a round": _round(),
    "the office answers": _answer(),
    "hours pass": _passes(HOURS),
}
FAULTS: dict[str, Act] = {
    "nothing can leave": _round(send="down"),
    "the acknowledgement is lost": _round(send="deaf"),
    "the parcel is lost and nobody notices": _round(send="lost"),
    "nothing is acknowledged": _round(acknowledges=False),
    "the parcel is refused": _round(send="refused"),
    "nothing can be collected": _round(collect="down"),
    "an answer in parts, in disorder": _answer_in_parts,
    "an answer that leaves some out": _answer_some,
    "not this time": _answer(says="later"),
    "never": _answer(says="never"),
    "another answer than before": _answer(says="nothing"),
    "wrong totals": _answer(total=99),
    "a forged signature": _answer(seal="f" * 64),
    "a line nobody asked": _answer(stranger=True),
    "a line twice": _answer(double=True),
    "another person's answer": _wrong_person,
    "a part that cannot be": _answer(part=5, parts=2),
    "half a delivery": _answer(half=True),
    "an answer to nothing": _unasked,
    "the same bytes again": _replay,
    "a late acknowledgement": _acknowledge,
    "turned away for now": _reject(permanent=False),
    "turned away for ever": _reject(permanent=True),
    "killed": _killed,
    "days pass": _passes(DAYS),
}


def heal(scene: Scene, waits: Callable[[], bool], between: Callable[[], None]) -> None:
    """Everybody behaves again: rounds and true answers until `waits` says that nobody waits any more.

    Raises RuntimeError when that does not come to an end.
    """
    for _round_of_many in range(40):
        scene.moment += HOURS
        scene.round()
        for reference in scene.office.references():
            scene.office.answer(reference)
        scene.round()
        with clock.at(scene.moment):
            between()
            if not waits():
                return
    raise RuntimeError(f"{scene.channel.code}: somebody waits for ever")
