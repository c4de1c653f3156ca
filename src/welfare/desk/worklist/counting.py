"""How many cases in each view: the database counts rows that are alike, a view then takes each kind or not.

Judging every row for every view takes seconds for a large county; there are some hundred kinds of rows.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Case as When
from django.db.models import Count, F, Q, Value
from django.db.models import When as If

from welfare.case.models import NEVER, Case
from welfare.case.states import DECIDED, OPEN, Step
from welfare.desk.worklist.filters import at_step
from welfare.desk.worklist.views import DUE_SOON, VIEWS, mine, views_of
from welfare.foundation import clock
from welfare.foundation.acting import Acting

SHOWN = (*OPEN, *DECIDED)
_ALIKE = ("status", "procedure", "is_first_reviewed", "has_papers_to_judge", "has_letter_to_serve")
_OF_EVERYBODY = ("today", "overdue", "waiting", "all")
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "in": lambda value, wanted: value in wanted,
    "lt": operator.lt,
    "lte": operator.le,
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases in each view, at each step, and of those how many are mine."""

    views: dict[str, int]
    steps: dict[Step, int]
    mine_at: dict[Step, int]


def counts(by: Acting) -> Counts:
    """All counts of the page in one query."""
    kinds = _kinds(by)
    codes = {view.code for _title, views in views_of(by) for view in views}.union(_OF_EVERYBODY)
    at = {step: Q(status__in=at_step(step)) for step in Step}
    own = mine(by)
    return Counts(
        {code: _sum(kinds, VIEWS[code].condition(by)) for code in codes},
        {step: _sum(kinds, at[step]) for step in Step},
        {step: _sum(kinds, at[step] & own) for step in Step},
    )


def _kinds(by: Acting) -> list[dict[str, Any]]:
    """Rows that no view tells apart, as one row with `n`; days stand for "passed" and "not yet"."""
    today = clock.today()
    late = If(due__lt=today, then=Value(today - timedelta(days=1)))
    soon = If(papers_due_on__lte=today + DUE_SOON, then=Value(today))
    own = If(opened_by=by.officer_id, then=F("opened_by"))
    found = (
        Case.objects.filter(status__in=SHOWN)
        .annotate(by_day=When(late, default=Value(NEVER)), papers_by=When(soon, default=Value(NEVER)))
        .annotate(by_me=When(own, default=Value(None)))
        .values(*_ALIKE, "by_day", "papers_by", "by_me")
        .annotate(n=Count("*"))
        .order_by()
    )
    return [
        {**kind, "due_on": kind["by_day"], "papers_due_on": kind["papers_by"], "opened_by": kind["by_me"]}
        for kind in found
    ]


def _sum(kinds: list[dict[str, Any]], condition: Q) -> int:
    return sum(kind["n"] for kind in kinds if holds(condition, kind))


def holds(condition: Q, row: Mapping[str, Any]) -> bool:
    """Whether a row meets a view's condition; for the comparisons that views use."""
    found = [holds(part, row) if isinstance(part, Q) else _compare(row, part) for part in condition.children]
    answer = any(found) if condition.connector == Q.OR and found else all(found)
    return not answer if condition.negated else answer


def _compare(row: Mapping[str, Any], part: Any) -> bool:
    lookup, wanted = part
    name, _dunder, comparison = lookup.partition("__")
    return _COMPARED[comparison or "exact"](row[name], wanted)
