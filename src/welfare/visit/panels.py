"""What the case page shows of visits, and what a visitor holds against what was looked up."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.determination import selectors as determination
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.roc_calendar import to_roc
from welfare.foundation.roles import Permission
from welfare.lookup.labels import SOURCE_LABELS
from welfare.visit.codes import code_lists
from welfare.visit.labels import LIVES, SUGGESTION, VISIT_OUTCOME
from welfare.visit.models import Visit
from welfare.visit.permissions import can_record
from welfare.visit.selectors import latest_record, open_visit, visits_of
from welfare.web.components import Button, Link, SummaryList, SummaryRow, Timeline, TimelineEvent


def visit_summary(case: Case, by: Acting) -> SummaryList | None:
    """The latest record in words; None before the first."""
    visit = latest_record(case)
    if visit is None or not by.can(Permission.CASE_READ):
        return None
    lists = code_lists()
    rows = [
        SummaryRow(_("結果"), VISIT_OUTCOME[visit.outcome], strong=True, note=_attempt(visit)),
        SummaryRow(_("居住"), LIVES[visit.lives_in_registered_place]),
        *(SummaryRow(lists[name].label, lists[name].words(code)) for name, code in visit.findings.items()),
    ]
    if visit.summary:
        rows.append(SummaryRow(_("看到的"), visit.summary))
    if visit.suggestion:
        rows.append(SummaryRow(_("建議"), SUGGESTION[visit.suggestion], strong=True))
    return SummaryList(rows)


def visit_history(case: Case, by: Acting) -> Timeline | None:
    """Every attempt, newest first; the planned one is here."""
    visits = list(visits_of(case))
    if not visits or not by.can(Permission.CASE_READ):
        return None
    return Timeline([_event(visit, by) for visit in visits])


def record_button(case: Case, by: Acting) -> Button | None:
    """The way to the record, for who was sent; taking the case when nobody was."""
    if case.state is not Status.VISITING or not can_record(by):
        return None
    visit = open_visit(case)
    if visit is None:
        return Button(_("由我訪視"), kind="filled", post_url=reverse("visit:start", args=[case.pk]))
    if visit.visitor_id not in by.persons:
        return None
    return Button(_("記錄訪視"), kind="filled", url=reverse("visit:record", args=[visit.pk]))


def looked_up(case: Case) -> SummaryList | None:
    """The figures of the latest determination, to hold against what one sees. Nothing here is typed."""
    made = determination.latest(case)
    if made is None:
        return None
    result = made.result
    rows = [
        SummaryRow(step["label_zh"], f"{step['value_text']} {step['unit_zh']}", note=step["per_text"])
        for step in result["steps"]
        if step["kind"] == "money" and step["binding"] and step["value"] is not None
    ]
    rows += [_person_row(person, result) for person in result["counted_persons"]]
    return SummaryList(rows) if rows else None


def _person_row(person: dict[str, Any], result: dict[str, Any]) -> SummaryRow:
    income = person.get("work_income")
    words = _("工作收入 %(amount)s 元") % {"amount": f"{income:,}"} if income else _("沒有工作收入")
    sources = {
        str(SOURCE_LABELS.get(source["source"], source["source"]))
        for step in result["steps"]
        for source in step["inputs"]
        if source["person"] == person["person"] and source["status"] == "fact"
    }
    term = f"{person['name']}（{person['relation_zh']}）"
    return SummaryRow(term, words, note="、".join(sorted(sources)))


def _attempt(visit: Visit) -> str:
    return _("第 %(n)d 次訪視，%(name)s，%(day)s") % {
        "n": visit.attempt,
        "name": visit.visitor_name,
        "day": to_roc(clock.day_in_taiwan(visit.recorded_at)) if visit.recorded_at else "",
    }


def _event(visit: Visit, by: Acting) -> TimelineEvent:
    if visit.recorded_at is None:
        mine = visit.visitor_id in by.persons and can_record(by)
        link = Link(_("記錄訪視"), reverse("visit:record", args=[visit.pk])) if mine else None
        when = _short(visit.planned_on) if visit.planned_on else _("還沒排日期")
        return TimelineEvent(
            when, _("第 %(n)d 次訪視") % {"n": visit.attempt}, who=visit.visitor_name, link=link, here=True
        )
    return TimelineEvent(
        _short(clock.day_in_taiwan(visit.recorded_at)),
        str(VISIT_OUTCOME[visit.outcome]),
        who=visit.visitor_name,
        iso=visit.recorded_at.isoformat(),
        note=visit.summary,
    )


def _short(day: date) -> str:
    return f"{day.month}/{day.day}"
