"""Things that flow: the river of steps and the progress of a long run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from welfare.web.components.base import Component, Text


@dataclass(frozen=True)
class RiverStep:
    """One step. `detail`: date, days, who. `loop`: what is asked back at this step. `count`: as a filter."""

    name: Text
    state: Literal["done", "here", "todo"]
    detail: Text = ""
    loop: Text = ""
    count: int | None = None
    url: str = ""


@dataclass(frozen=True)
class River(Component):
    """The procedure in one line; at most one step is `here`. `segments` is the short form for a phone."""

    template: ClassVar[str] = "web/components/river.html"

    steps: Sequence[RiverStep]
    label: Text
    segments: bool = False

    def __post_init__(self) -> None:
        if sum(step.state == "here" for step in self.steps) > 1:
            raise ValueError("a river has one place that is here")

    @property
    def counted(self) -> bool:
        return any(step.count is not None for step in self.steps)

    @property
    def here_number(self) -> int:
        """1-based number of the current step, 0 when no step is current."""
        return next((n for n, step in enumerate(self.steps, 1) if step.state == "here"), 0)


@dataclass(frozen=True)
class Progress(Component):
    """A long run: n of N, time left, whether one may leave, and a way to stop (POST to `stop_url`)."""

    template: ClassVar[str] = "web/components/progress.html"

    title: Text
    done: int
    total: int
    eta: Text = ""
    note: Text = ""
    stop_url: str = ""

    @property
    def figures(self) -> str:
        return f"{self.done:,}／{self.total:,}"
