"""What the pages of the monthly comparison show, as components."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.states import STATES
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.regions import UnknownRegion, town
from welfare.lookup.display import day_words, source_words, value_words
from welfare.lookup.labels import SOURCE_LABELS
from welfare.lookup.models import Fact
from welfare.monthly_comparison import permissions, policies, selectors
from welfare.monthly_comparison.forms import SettleForm, StartForm, month_words
from welfare.monthly_comparison.labels import (
    CHANGE_LABELS,
    EFFECT_LABELS,
    EFFECT_MEANING,
    LINE_LABELS,
    RULE_STATUS_LABELS,
    STATE_FAMILY,
    STATE_LABELS,
)
from welfare.monthly_comparison.models import Change, ChangeState, ComparisonRun, LineState
from welfare.payment.tables import case_url
from welfare.web.components import (
    Cell,
    Column,
    DataTable,
    DeadlineBadge,
    Progress,
    Row,
    StatusTag,
    SummaryList,
    SummaryRow,
)

_OPEN_LINES = (LineState.PENDING, LineState.WAITING)


def inbox(query: Mapping[str, Any], by: Acting) -> dict[str, Any]:
    """Open changes by default; unknown values in the address are ignored."""
    state = query.get("state", "")
    state = state if state in set(ChangeState) else ChangeState.OPEN.value
    kinds, towns = selectors.open_counts("kind"), selectors.open_counts("town")
    kind = query.get("kind", "") if query.get("kind", "") in CHANGE_LABELS else ""
    place = str(query.get("town", ""))[:8]
    found = selectors.inbox(state=state, kind=kind, town=place, after=_uuid(query.get("after", "")))
    late, n = selectors.late_changes(), sum(kinds.values())
    chosen = {"state": state, "kind": kind, "town": place}
    return {
        "heading": ngettext("%(n)d 筆異動等您處理", "%(n)d 筆異動等您處理", n) % {"n": n}
        if n
        else _("異動都處理完了"),
        "late": ngettext("%(n)d 筆逾期", "%(n)d 筆逾期", late) % {"n": late} if late else "",
        "states": [_segment(chosen, "state", each.value, STATE_LABELS[each]) for each in ChangeState],
        "kinds": [_segment(chosen, "kind", "", _("全部"))]
        + [
            _segment(chosen, "kind", code, CHANGE_LABELS.get(code, code), count)
            for code, count in kinds.items()
        ],
        "towns": [_segment(chosen, "town", "", _("全部"))]
        + [_segment(chosen, "town", code, _town(code), count) for code, count in towns.items()]
        if len(towns) > 1
        else [],
        "table": changes_table(found.rows, with_case=True) if found.rows else None,
        "more": urlencode(chosen | {"after": str(found.more)}) if found.more else "",
        "can_run": permissions.can_run(by),
    }


def _segment(chosen: dict[str, str], name: str, value: str, label: Any, count: int | None = None) -> Any:
    """(address, words, is it chosen)"""
    words = label if count is None else f"{label} {count}"
    return "?" + urlencode(chosen | {name: value}), words, chosen[name] == value


def changes_table(changes: list[Change], *, with_case: bool = False, linked: bool = True) -> DataTable:
    """Changes and proposals: on a page of its case with what was known and is said now; a list of many cases
    (`with_case`) tells no register's values, so that reading it is not looking at everybody's."""
    told = [Column(_("機關"))] if with_case else [Column(_("原本")), Column(_("現在"))]
    columns = [Column(_("異動")), *told, Column(_("建議")), Column(_("期限"))]
    rows = []
    for each in changes:
        about = Cell(
            CHANGE_LABELS.get(each.kind, each.kind),
            url=reverse("monthly_comparison:change", args=[each.id]) if linked else "",
            second=each.person_name,
        )
        said = [_source(each)] if with_case else [before_words(each.before), _now(each)]
        case = [Cell(each.case.applicant_name, second=each.case.number)] if with_case else []
        rows.append(Row([*case, about, *said, _proposal(each), _due(each)]))
    if with_case:
        columns.insert(0, Column(_("案件")))
    return DataTable(caption=_("異動"), columns=columns, rows=rows)


def before_words(fact: Fact | None) -> str:
    return _("沒有資料") if fact is None else value_words(fact)


def _source(change: Change) -> Cell:
    day = _("資料日 %(day)s") % {"day": day_words(change.as_of)}
    return Cell(SOURCE_LABELS.get(change.source, change.source), second=day)


def _now(change: Change) -> Cell:
    return Cell(value_words(change.fact), second=source_words(change.fact))


def _proposal(change: Change) -> Cell:
    since = _("自 %(day)s 起") % {"day": day_words(change.effective_on)} if change.effective_on else ""
    return Cell(EFFECT_LABELS.get(change.effect, change.effect), second=since)


def _due(change: Change) -> Any:
    if change.state != ChangeState.OPEN:
        return StatusTag(STATE_FAMILY[change.state], STATE_LABELS[change.state])
    return DeadlineBadge((change.due_on - clock.today()).days, date=change.due_on.isoformat())


def change(found: Change, form: SettleForm, by: Acting) -> dict[str, Any]:
    """One change as rows to read, and the form while it is open."""
    happened = day_words(found.happened_on) if found.happened_on else _("機關沒有說；請查明")
    since = day_words(found.effective_on) if found.effective_on else _("法規沒有規定，由縣市決定")
    rows = [
        SummaryRow(_("原本"), _origin(found.before)),
        SummaryRow(_("現在"), _origin(found.fact), strong=True),
        SummaryRow(_("發生日"), happened),
        SummaryRow(_("建議"), EFFECT_LABELS.get(found.effect, found.effect), strong=True),
        SummaryRow(_("生效日"), since),
        SummaryRow(_("依據"), found.articles or _("沒有"), note=RULE_STATUS_LABELS[found.rule_status]),
    ]
    if found.settled_at:
        when = day_words(clock.day_in_taiwan(found.settled_at))
        who = f"{STATE_LABELS[found.state]}・{found.settled_by_name}・{when}"
        rows.append(SummaryRow(_("處理"), f"{who}：{found.reason}" if found.reason else who))
    is_open = found.state == ChangeState.OPEN
    return {
        "change": found,
        "case": found.case,
        "label": CHANGE_LABELS.get(found.kind, found.kind),
        "rows": SummaryList(rows),
        "due": _due(found),
        "form": form,
        "may_settle": is_open and permissions.can_settle(by),
        "may_accept": is_open and policies.can_accept(found, found.case),
        "meaning": EFFECT_MEANING.get(found.effect, ""),
        "case_url": case_url(found.case_id),
        "town": _town(found.town),
        "state_label": STATES[found.case.state].label,
    }


def _origin(fact: Fact | None) -> Any:
    if fact is None:
        return _("沒有資料")
    return Cell(value_words(fact), url=reverse("lookup:fact", args=[fact.id]), second=source_words(fact))


def runs(form: StartForm) -> dict[str, Any]:
    """Months so far, newest first."""
    rows = []
    for run in selectors.runs():
        total: Counter[LineState] = sum(selectors.states_by_source(run).values(), Counter())
        url = reverse("monthly_comparison:run", args=[run.id])
        states = [f"{total[state]:,}" for state in LineState]
        rows.append(Row([Cell(month_words(run.month), url=url), *states, day_words(run.answers_due_on)]))
    columns = [Column(_("月份")), *(Column(LINE_LABELS[s], numeric=True) for s in LineState)]
    columns.append(Column(_("回覆期限")))
    return {"form": form, "table": DataTable(_("每月比對"), columns, rows) if rows else None}


def run(found: ComparisonRun) -> dict[str, Any]:
    """Progress by register, changes by kind, what is late or has no answer."""
    by_source = selectors.states_by_source(found)
    total: Counter[LineState] = sum(by_source.values(), Counter())
    left = sum(total[state] for state in _OPEN_LINES)
    is_late = bool(left) and clock.today() > found.answers_due_on
    month = month_words(found.month)
    return {
        "run": found,
        "heading": _heading(month, left, total[LineState.DIFFERS]),
        "due": DeadlineBadge(
            (found.answers_due_on - clock.today()).days, date=found.answers_due_on.isoformat()
        )
        if left
        else None,
        "is_late": is_late,
        "progress": [_bar(source, states) for source, states in sorted(by_source.items())],
        "kinds": _kinds(selectors.changes_by_kind(found)),
        "unanswered": total[LineState.UNANSWERED],
        "form": StartForm(initial={"month": found.month.isoformat()}),
        "is_whole": found.joined_at is not None,
    }


def _heading(month: str, left: int, differs: int) -> str:
    if left:
        return _("%(month)s比對：還有 %(n)s 筆沒有回覆") % {"month": month, "n": f"{left:,}"}
    return _("%(month)s比對完成：%(n)s 筆有異動") % {"month": month, "n": f"{differs:,}"}


def _bar(source: str, states: Counter[LineState]) -> Progress:
    total = states.total()
    left = sum(states[state] for state in _OPEN_LINES)
    words = [
        f"{LINE_LABELS[state]} {states[state]:,}"
        for state in (LineState.DIFFERS, LineState.UNANSWERED, LineState.WAITING, LineState.PENDING)
        if states[state]
    ]
    return Progress(SOURCE_LABELS[source], total - left, total, note="・".join(words))


def _kinds(counts: dict[str, Counter[str]]) -> DataTable | None:
    if not counts:
        return None
    columns = [Column(_("異動")), *(Column(STATE_LABELS[s], numeric=True) for s in ChangeState)]
    rows = []
    for kind, states in counts.items():
        url = f"{reverse('monthly_comparison:inbox')}?{urlencode({'kind': kind})}"
        figures = [f"{states[state.value]:,}" for state in ChangeState]
        rows.append(Row([Cell(CHANGE_LABELS.get(kind, kind), url=url), *figures]))
    return DataTable(_("異動"), columns, rows)


def _town(code: str) -> str:
    try:
        return town(code).name
    except UnknownRegion:
        return code


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
