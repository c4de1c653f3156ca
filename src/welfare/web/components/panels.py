"""Panels of one page about one person: identity bar, determination, evidence beside field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from welfare.web.components.actions import Button
from welfare.web.components.base import Component, Text
from welfare.web.components.gauge import Gauge
from welfare.web.components.lists import CheckList, SummaryList
from welfare.web.components.marks import Link, Verdict, VerdictKind


@dataclass(frozen=True)
class Fact:
    """A labelled value of the identity bar; `masked` values show an eye and `reveal_url` opens them."""

    label: Text
    value: Text
    reveal_url: str = ""


@dataclass(frozen=True)
class IdentityBar(Component):
    """Who this page is about; stays at the top while one scrolls."""

    template: ClassVar[str] = "web/components/identity_bar.html"

    name: Text
    about: Text = ""
    facts: Sequence[Fact] = ()
    back_url: str = ""
    marks: Sequence[Component] = ()
    watchers: Text = ""
    action: Button | None = None


@dataclass(frozen=True)
class GaugeGroup:
    """Tests that belong together, such as those of one level; `reached` marks the group that decides."""

    title: Text
    verdict: Verdict
    gauges: Sequence[Gauge] = ()
    checks: CheckList | None = None
    reached: bool = False


@dataclass(frozen=True)
class DeterminationPanel(Component):
    """The conclusion first, then the reason, then the data, then what one can do.

    `kind` colours the top edge. `conclusion` in one or two short lines; `start`: from when; `shares`: who
    brings how much; `beside`: what is paid beside it; `groups`: tests by level; `judgements`: what a person
    must still judge; `unverified`: parameters nobody confirmed yet; `changes`: what would change the result.
    """

    template: ClassVar[str] = "web/components/determination_panel.html"

    kind: VerdictKind
    about: Text
    conclusion: Sequence[Text]
    start: Text = ""
    why: Text = ""
    gauges: Sequence[Gauge] = ()
    unverified: Sequence[Text] = ()
    checks: CheckList | None = None
    changes: Sequence[Text] = ()
    actions: Sequence[Button] = ()
    shares: SummaryList | None = None
    beside: Sequence[Text] = ()
    groups: Sequence[GaugeGroup] = ()
    judgements: Sequence[Text] = ()


@dataclass(frozen=True)
class HintBox:
    """Where to look, in percent of the picture; only a hint, the reader decides."""

    x: float
    y: float
    width: float
    height: float
    number: int = 1

    @property
    def attrs(self) -> dict[str, str]:
        """SVG percentages of the rectangle and of its number."""
        return {
            "x": f"{self.x:.2f}%",
            "y": f"{self.y:.2f}%",
            "width": f"{self.width:.2f}%",
            "height": f"{self.height:.2f}%",
            "cx": f"{self.x + self.width:.2f}%",
            "cy": f"{self.y + self.height / 2:.2f}%",
        }


@dataclass(frozen=True)
class EvidenceViewer(Component):
    """A picture on a dark table with tools; used alone or as the left of `{% evidence %}`."""

    template: ClassVar[str] = "web/components/evidence_viewer.html"

    title: Text
    image_url: str
    alt: Text
    page: int = 1
    pages: int = 1
    previous_url: str = ""
    next_url: str = ""
    redact_url: str = ""
    hints: Sequence[HintBox] = ()
    kind: Literal["image", "pdf"] = "image"


@dataclass(frozen=True)
class Origin:
    """One of the three origins of a value, with its source and time."""

    label: Text
    value: Text
    source: Text
    unit: Text = ""
    verdict: Component | None = None


@dataclass(frozen=True)
class Origins(Component):
    """The origins of one value in fixed order, under the question they answer."""

    template: ClassVar[str] = "web/components/origins.html"

    question: Text
    about: Text
    origins: Sequence[Origin]
    number: int = 1


@dataclass(frozen=True)
class Adopted(Component):
    """The value taken, on the ground that says "look here", with its article and effect.

    With `name` the value can be typed; otherwise it is shown. `actions` decide it.
    """

    template: ClassVar[str] = "web/components/adopted.html"

    label: Text
    value: str
    unit: Text = ""
    name: str = ""
    basis: Text = ""
    article: Link | None = None
    effect: Text = ""
    actions: Sequence[Button] = ()
    errors: Sequence[Text] = ()
