"""Small marks: state, deadline, verdict, article. Each says its meaning in word, icon and shape."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from django.utils.translation import gettext as _

from welfare.web.components.base import Component, Text

Family = Literal["draft", "progress", "waiting", "done", "stopped", "appeal", "ended"]
VerdictKind = Literal["ok", "stop", "near", "judge", "none"]

FAMILY_ICONS: dict[str, str] = {
    "draft": "circle-dashed",
    "progress": "circle-dot",
    "waiting": "hourglass",
    "done": "circle-check",
    "stopped": "circle-minus",
    "appeal": "scale",
    "ended": "archive",
}
VERDICT_ICONS: dict[str, str] = {
    "ok": "check",
    "stop": "x",
    "near": "triangle-alert",
    "judge": "scale",
    "none": "minus",
}
DEADLINE_SOFT_DAYS = 3


@dataclass(frozen=True)
class StatusTag(Component):
    """A state in one of seven families; the family gives colour, shape and icon, the label the word."""

    template: ClassVar[str] = "web/components/status_tag.html"

    family: Family
    label: Text
    icon: str = ""
    code: str = ""

    @property
    def shown_icon(self) -> str:
        return self.icon or FAMILY_ICONS[self.family]


@dataclass(frozen=True)
class Verdict(Component):
    """The outcome of one comparison in words, with its icon: ok, stop, near (a limit), judge, none."""

    template: ClassVar[str] = "web/components/verdict.html"

    kind: VerdictKind
    label: Text

    @property
    def icon(self) -> str:
        return VERDICT_ICONS[self.kind]


@dataclass(frozen=True)
class DeadlineBadge(Component):
    """Days left in words: plain, soft from three days, inverted when overdue. None: no deadline runs."""

    template: ClassVar[str] = "web/components/deadline_badge.html"

    days_left: int | None
    note: Text = ""
    date: str = ""
    label: Text = ""

    @property
    def weight(self) -> str:
        if self.days_left is None:
            return "none"
        if self.days_left < 0:
            return "overdue"
        return "soft" if self.days_left <= DEADLINE_SOFT_DAYS else "plain"

    @property
    def icon(self) -> str:
        return {"none": "minus", "overdue": "triangle-alert", "soft": "hourglass", "plain": "clock"}[
            self.weight
        ]

    @property
    def words(self) -> Text:
        if self.label:
            return self.label
        if self.days_left is None:
            return _("沒有期限")
        if self.days_left < 0:
            return _("逾期 %(days)d 天") % {"days": -self.days_left}
        if self.days_left == 0:
            return _("今天")
        return _("剩 %(days)d 天") % {"days": self.days_left}


@dataclass(frozen=True)
class Link(Component):
    """An underlined link; `shortcut` is printed beside it and bound by shortcuts.js."""

    template: ClassVar[str] = "web/components/link.html"

    label: Text
    url: str
    shortcut: str = ""
    icon: str = ""
