"""A test of the rules as a gauge or a verdict; the rules speak Chinese and English, the page picks one."""

import re
from fractions import Fraction
from math import ceil, floor
from typing import Any

from django.utils.translation import gettext as _

from welfare.determination.outcomes import language
from welfare.rules.explanation import Step
from welfare.web.components import Gauge, GaugeMark, Verdict
from welfare.web.components.marks import VerdictKind

_IN_BRACKETS = re.compile(r"（[^（）]*）$| \([^()]*\)$")
_VERDICTS: dict[str, VerdictKind] = {"passed": "ok", "failed": "stop", "unknown": "judge", "waived": "none"}


def in_words(record: Any, name: str) -> str:
    """`record.<name>_zh` or `_en`, by the reader's language."""
    return str(getattr(record, f"{name}_{language()}"))


def in_figures(record: Any, name: str) -> str:
    """`record.<name>_text`: a number is the same for every reader, a yes and a unit beside it are not."""
    other = getattr(record, f"{name}_text_en") if language() == "en" else ""
    return str(other or getattr(record, f"{name}_text"))


def rounded(amount: Fraction) -> int:
    """Half a dollar and more goes up, for showing only."""
    return floor(amount + Fraction(1, 2))


def drawable(step: Step) -> bool:
    """Money with both figures known; of several limits on one value the lowest."""
    return step.kind == "money" and step.binding and step.value is not None and step.limit is not None


def verdict_of(step: Step, *, with_name: bool = False) -> Verdict:
    """The outcome of one test in words; with its name and figure in a list of checks."""
    words = in_words(step, "verdict")
    if with_name:
        figure = f"（{step.value_text} {in_words(step, 'unit')}）" if step.kind == "count" else ""
        words = f"{name_of(step)}{figure.replace(' ）', '）')}"
        if step.status != "passed":
            words = f"{words}：{in_words(step, 'verdict')}"
    return Verdict(_VERDICTS[step.status], words)


def name_of(step: Step) -> str:
    """What a test is called; within its level the level is not said again."""
    words = in_words(step, "label")
    return _IN_BRACKETS.sub("", words) if step.level else words


def foot_of(step: Step) -> str:
    """How far from the limit, and by which division."""
    gap = {"gap": step.difference_text, "unit": in_words(step, "unit")}
    if step.status == "waived":
        return in_words(step, "reason")
    said = _("比標準多 %(gap)s %(unit)s") % gap if step.passed is False else _("還差 %(gap)s %(unit)s") % gap
    return f"{in_figures(step, 'per')}，{said}" if step.per_text else said


def gauge_of(step: Step, *, url: str = "", by_itself: bool = False) -> Gauge:
    """Whole dollars on a scale that never contradicts the exact verdict: half a dollar over is drawn over.

    url: the page that lists what the value is made of; the test's code is appended as its anchor.
    by_itself: not under the heading of its level, so that the name says it.
    """
    assert step.value is not None and step.limit is not None
    limit = floor(step.limit) if step.passed is False else ceil(step.limit)
    mark = step.marks[0] if step.marks else None
    return Gauge(
        name=in_words(step, "label") if by_itself else name_of(step),
        value=rounded(step.value),
        limit=limit,
        limit_label=_("標準"),
        verdict=verdict_of(step),
        unit=in_words(step, "unit"),
        tier=GaugeMark(rounded(mark.value), in_words(mark, "label")) if mark else None,
        foot=foot_of(step),
        url=f"{url}#{step.code}" if url else "",
    )
