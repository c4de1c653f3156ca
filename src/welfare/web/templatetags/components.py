"""Template tags for the component set.

Every tag takes either a ready instance (`{% gauge my_gauge %}`) or the fields of the dataclass
(`{% status_tag family="progress" label=word %}`). `{{ my_gauge }}` renders an instance as well.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide

from welfare.web import components as c

register = template.Library()

ICON_THIN = "1.75"
ICON_SMALL = 16


@lru_cache(maxsize=512)
def _icon(name: str, size: int) -> str:
    # The same few icons stand in every row of a long table; drawing one parses XML.
    stroke = "2" if size <= ICON_SMALL else ICON_THIN
    return lucide(
        name, size=size, stroke_width=stroke, aria_hidden="true", focusable="false", **{"class": "icon"}
    )


@register.simple_tag
def icon(name: str, size: int = 20) -> str:
    """A lucide icon beside a word, hidden from screen readers: `{% icon "clock" 16 %}`."""
    return _icon(name + "", size)


@register.simple_tag
def component(instance: c.Component) -> SafeString:
    """Render any component instance."""
    return instance.render()


def _plain(given: dict[str, object]) -> dict[str, object]:
    """The fields without the mark "safe", which template literals carry although nobody vouched for them."""
    return {key: value + "" if isinstance(value, SafeString) else value for key, value in given.items()}


def _tag_for(kind: Callable[..., c.Component]) -> Callable[..., SafeString]:
    def tag(instance: c.Component | None = None, **given: object) -> SafeString:
        plain = _plain(given)
        if instance is None:
            return kind(**plain).render()
        return (replace(instance, **plain) if plain else instance).render()  # type: ignore[type-var]

    tag.__doc__ = kind.__doc__
    return tag


TAGS: dict[str, type[c.Component]] = {
    "adopted": c.Adopted,
    "bulk_bar": c.BulkBar,
    "button": c.Button,
    "camera": c.Camera,
    "check_list": c.CheckList,
    "data_table": c.DataTable,
    "deadline_badge": c.DeadlineBadge,
    "determination_panel": c.DeterminationPanel,
    "dialog": c.Dialog,
    "empty_state": c.EmptyState,
    "evidence_viewer": c.EvidenceViewer,
    "gauge": c.Gauge,
    "identity_bar": c.IdentityBar,
    "notification": c.Notification,
    "origins": c.Origins,
    "phone_tile": c.PhoneTile,
    "progress": c.Progress,
    "river": c.River,
    "status_tag": c.StatusTag,
    "summary_list": c.SummaryList,
    "task_list": c.TaskList,
    "timeline": c.Timeline,
    "verdict": c.Verdict,
    "who_counts": c.WhoCounts,
}
for _name, _kind in TAGS.items():
    register.simple_tag(_tag_for(_kind), name=_name)


@register.simple_tag
def field(instance: c.Field | BoundField | None = None, **given: object) -> SafeString:
    """A form's bound field, a `Field`, or plain fields: `{% field form.phone hint="…" unit="元" %}`."""
    if isinstance(instance, BoundField):
        return c.Field.of(instance, **_plain(given)).render()
    return _tag_for(c.Field)(instance, **given)


@register.simple_tag
def radio_cards(
    source: c.RadioCards | BoundField, consequences: dict[str, c.Text] | None = None
) -> SafeString:
    """Radio cards from an instance or a form's choice field."""
    cards = c.RadioCards.of(source, consequences) if isinstance(source, BoundField) else source
    return cards.render()


@register.simple_tag
def chips(source: c.Chips | BoundField) -> SafeString:
    """Chips from an instance or a form's multiple-choice field."""
    return (c.Chips.of(source) if isinstance(source, BoundField) else source).render()


@register.simple_tag
def error_summary(*sources: c.ErrorSummary | BaseForm) -> SafeString:
    """The errors of an instance or of bound forms; nothing when there are none."""
    found: list[c.ErrorItem] = []
    for source in sources:
        summary = c.ErrorSummary.of(source) if isinstance(source, BaseForm) else source
        found.extend(summary.errors)
    title = next((s.title for s in sources if isinstance(s, c.ErrorSummary) and s.title), "")
    return c.ErrorSummary(errors=found, title=title).render() if found else SafeString("")


@register.simple_block_tag(takes_context=True)
def section(context: Context, content: str, title: c.Text, note: c.Text = "", id: str = "") -> SafeString:
    """A section: a 2 px rule, a heading that counts, and the content between the tags."""
    return render_to_string(
        "web/components/section.html", {"content": content, "title": title, "note": note, "id": id}
    )


@register.simple_block_tag(takes_context=True)
def evidence(context: Context, content: str, viewer: c.EvidenceViewer) -> SafeString:
    """Evidence beside field: the viewer at the left, what stands between the tags at the right."""
    return render_to_string("web/components/evidence.html", {"content": content, "viewer": viewer})
