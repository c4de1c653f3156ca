"""Lists: tasks in any order, answers to read back, events in time, checks that are yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from welfare.web.components.base import Component, Text
from welfare.web.components.marks import Link, StatusTag, Verdict


@dataclass(frozen=True)
class Task:
    """One task; no url means it cannot be opened."""

    title: Text
    tag: StatusTag
    url: str = ""
    hint: Text = ""
    here: bool = False


@dataclass(frozen=True)
class TaskList(Component):
    """Tasks in any order; at most one row is `here`."""

    template: ClassVar[str] = "web/components/task_list.html"

    tasks: Sequence[Task]


@dataclass(frozen=True)
class SummaryRow:
    """A term, its value (words or a component), and the link to change it."""

    term: Text
    value: Text | Component
    change_url: str = ""
    note: Text = ""
    strong: bool = False


@dataclass(frozen=True)
class SummaryList(Component):
    """Answers to read back before something is sent."""

    template: ClassVar[str] = "web/components/summary_list.html"

    rows: Sequence[SummaryRow]


@dataclass(frozen=True)
class TimelineEvent:
    """Who did what, when. `when` in words, `iso` for machines; `here` only for now."""

    when: Text
    what: Text
    who: Text = ""
    iso: str = ""
    icon: str = "circle-dot"
    tone: Literal["plain", "move"] = "plain"
    note: Text = ""
    verdict: Verdict | None = None
    link: Link | None = None
    here: bool = False


@dataclass(frozen=True)
class Timeline(Component):
    """One stream of events, newest first."""

    template: ClassVar[str] = "web/components/timeline.html"

    events: Sequence[TimelineEvent]


@dataclass(frozen=True)
class CheckList(Component):
    """Yes-or-no checks in two columns; `columns=1` for a narrow place."""

    template: ClassVar[str] = "web/components/check_list.html"

    checks: Sequence[Verdict]
    columns: Literal[1, 2] = 2
