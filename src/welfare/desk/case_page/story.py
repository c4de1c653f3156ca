"""The timeline of a case, and its filters."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare.case.models import Case, TimelineEntry
from welfare.foundation import clock
from welfare.web.components import Timeline, TimelineEvent

MOST = 200
ICONS = {
    "decision": "scale",
    "document": "file-text",
    "lookup": "search",
    "edit": "pencil",
    "message": "message-square",
    "money": "banknote",
    "visit": "house",
}
KIND_LABELS = {
    "decision": gettext_lazy("決定"),
    "document": gettext_lazy("文件"),
    "lookup": gettext_lazy("查調"),
    "visit": gettext_lazy("訪視"),
}


@dataclass(frozen=True, slots=True)
class Segment:
    """One filter of the timeline."""

    label: str
    count: int
    url: str
    current: bool


def story_of(case: Case) -> list[TimelineEntry]:
    """Everything that happened, newest first."""
    return list(TimelineEntry.objects.filter(case=case).order_by("-at")[:MOST])


def timeline(story: Sequence[TimelineEntry], kind: str = "") -> Timeline:
    shown = [entry for entry in story if not kind or entry.kind == kind]
    return Timeline([_event(entry, newest=n == 0 and not kind) for n, entry in enumerate(shown)])


def _event(entry: TimelineEntry, *, newest: bool) -> TimelineEvent:
    who = "" if entry.role == "system" else entry.officer_name
    if entry.on_behalf_of_name:
        who = _("%(name)s（代理 %(absent)s）") % {"name": who, "absent": entry.on_behalf_of_name}
    return TimelineEvent(
        when=moment(entry),
        what=entry.text,
        who=who,
        iso=entry.at.isoformat(),
        icon=ICONS.get(entry.kind, "circle-dot"),
        tone="move" if entry.kind == "decision" else "plain",
        note=entry.law,
        here=newest,
    )


def moment(entry: TimelineEntry) -> str:
    """今天 10:42, or 11/18 02:14."""
    at = localtime(entry.at)
    if clock.day_in_taiwan(entry.at) == clock.today():
        return _("今天 %(time)s") % {"time": f"{at:%H:%M}"}
    return f"{at:%m/%d %H:%M}"


def segments(story: Sequence[TimelineEntry], kind: str) -> list[Segment]:
    """全部, and each kind that occurs, with counts."""
    found = [Segment(_("全部"), len(story), "?story=#story", not kind)]
    for code, label in KIND_LABELS.items():
        n = sum(entry.kind == code for entry in story)
        if n:
            found.append(Segment(str(label), n, f"?story={code}#story", kind == code))
    return found
