"""The worklist page: heading that counts, river as filter, table, bulk bar, rail, current row."""

from typing import Any, Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.models import Case
from welfare.case.states import STATES, STEP_LABELS, Step
from welfare.desk import words
from welfare.desk.worklist import selectors
from welfare.desk.worklist.counting import Counts
from welfare.desk.worklist.counting import counts as count
from welfare.desk.worklist.filters import Filters
from welfare.desk.worklist.glance import glance
from welfare.desk.worklist.views import VIEWS, first_view, views_of
from welfare.determination.drawing import in_words
from welfare.foundation import regions
from welfare.foundation.acting import Acting
from welfare.foundation.roles import ROLE_LABELS, Permission
from welfare.review.forms import RosterForm
from welfare.rules.registry import program, programs
from welfare.web.components import (
    BulkBar,
    Button,
    Cell,
    Column,
    DataTable,
    EmptyState,
    NavItem,
    RailGroup,
    River,
    RiverStep,
    Row,
)


def worklist(filters: Filters, by: Acting) -> dict[str, Any]:
    """Everything the template needs, in a fixed number of queries."""
    counts = count(by)
    page = selectors.page_of(filters, by)
    ruled, days = selectors.conclusions(page.cases), selectors.supplement_days(page.cases)
    current = page.cases[0] if page.cases else None
    bulk = _bulk(filters, by, page.cases)
    return {
        "filters": filters,
        "heading": heading(filters, counts, by),
        "today": words.today_words(),
        "next": next_button(counts, lead=bulk is None),
        "river": river(filters, counts, by),
        "segments": segments(filters, counts),
        "programs": [(code, in_words(p, "name"), filters.program == code) for code, p in programs().items()],
        "villages": [(v.code, v.name, filters.village == v.code) for v in _villages(by)],
        "table": table(page.cases, ruled, days, selectable=bulk is not None) if page.cases else None,
        "empty": None if page.cases else empty(filters, counts, by),
        "more": filters.but(after=page.next).address if page.next else "",
        "first_page": filters.but().address if filters.after else "",
        "bulk_bar": bulk,
        "roster_form": RosterForm(initial={"program": page.cases[0].program}) if bulk else None,
        "rail": rail(filters, counts, by),
        "current": current,
        "glance": glance(current, by, ruled.get(current.id), days.get(current.id)) if current else None,
    }


def next_button(counts: Counts, *, lead: bool) -> Button | None:
    """To the most urgent case; filled unless another button leads on this page."""
    if not counts.views["today"]:
        return None
    kind: Literal["filled", "outlined"] = "filled" if lead else "outlined"
    url = reverse("desk:next_case")
    return Button(_("辦下一件"), kind=kind, url=url, shortcut="Alt+N", icon_after="arrow-right")


def _villages(by: Acting) -> list[regions.Village]:
    """The villages a filter may offer: the acting office's own."""
    if by.villages:
        return [regions.village(code) for code in by.villages]
    return list(regions.villages_of(by.town)) if by.town else []


def heading(filters: Filters, counts: Counts, by: Acting) -> str:
    """今天 18 件，4 件已逾期 — the sentence that says where one stands."""
    n, late = counts.views.get(filters.view.code, 0), counts.views["overdue"]
    name = {"label": filters.view.label, "n": n, "late": late}
    if filters.view.code == "today" and late:
        return (
            ngettext("%(label)s %(n)d 件，%(late)d 件已逾期", "%(label)s %(n)d 件，%(late)d 件已逾期", n)
            % name
        )
    return ngettext("%(label)s %(n)d 件", "%(label)s %(n)d 件", n) % name


def _home_step(by: Acting) -> Step | None:
    """The step of the river where this role works."""
    owned = [state.step for state in STATES.values() if state.owner is by.role]
    return Step.FIRST_REVIEW if Step.FIRST_REVIEW in owned else (owned[0] if owned else None)


def river(filters: Filters, counts: Counts, by: Acting) -> River:
    """The steps with their counts; each is a filter, pressed again it is taken off."""
    home = filters.step or _home_step(by)
    order = list(Step)
    steps = []
    for step in order:
        here = step is home
        name = str(STEP_LABELS[step])
        if counts.mine_at[step]:
            name = _("%(name)s（我 %(n)d）") % {"name": name, "n": counts.mine_at[step]}
        behind = home is not None and order.index(step) < order.index(home)
        steps.append(
            RiverStep(
                name,
                "here" if here else ("done" if behind else "todo"),
                count=counts.steps[step],
                url=filters.but(step=None if filters.step is step else step, view=VIEWS["all"]).address,
            )
        )
    return River(steps, _("各步驟在辦件數，按一下只看那一步"))


def segments(filters: Filters, counts: Counts) -> list[dict[str, Any]]:
    """該我做 / 等別人 / 全部."""
    labels = {"today": _("該我做"), "waiting": _("等別人"), "all": _("全部")}
    return [
        {
            "label": label,
            "count": counts.views[code],
            "url": filters.but(view=VIEWS[code], step=None).address,
            "current": filters.view.code == code,
        }
        for code, label in labels.items()
    ]


def table(
    rows: tuple[Case, ...], ruled: dict[Any, Any], days: dict[Any, Any], *, selectable: bool
) -> DataTable:
    columns = [_("期限"), _("申請人"), _("項目"), _("狀態"), _("為什麼在我這裡"), _("系統試算")]
    return DataTable(
        _("案件"),
        [Column(label) for label in columns],
        [_row(case, ruled.get(case.id), days.get(case.id), here=n == 0) for n, case in enumerate(rows)],
        select_name="case_ids" if selectable else "",
    )


def _row(case: Case, determination: Any, last_day: Any, *, here: bool) -> Row:
    age = words.age(case)
    second = "・".join(
        filter(None, (str(age) if age is not None else "", regions.village(case.village).name))
    )
    return Row(
        [
            words.deadline(case, last_day),
            Cell(case.applicant_name or case.number, url=reverse("desk:case", args=[case.id]), second=second),
            in_words(program(case.program), "name"),
            words.state_tag(case),
            words.why_here(case, last_day),
            words.ruled(case, determination),
        ],
        value=str(case.id),
        name=case.applicant_name,
        here=here,
    )


def _bulk(filters: Filters, by: Acting, rows: tuple[Case, ...]) -> BulkBar | None:
    """The sticky bar of the view whose cases travel together."""
    if filters.view.code != "roster" or not rows or not by.can(Permission.ROSTER_SEND):
        return None
    return BulkBar(
        _("勾選要一起送的案件"),
        [Button(_("先看一遍再送縣府"), kind="filled", formaction=reverse("review:preview_roster"))],
        count_words=_("已選 {n} 件"),
    )


def rail(filters: Filters, counts: Counts, by: Acting) -> list[RailGroup]:
    groups = []
    for title, views in views_of(by):
        items = []
        for view in views:
            n = counts.views[view.code]
            items.append(
                NavItem(
                    view.label,
                    filters.but(view=view, step=None).address,
                    current=view.code == filters.view.code,
                    count=n,
                )
            )
        groups.append(RailGroup(title, items))
    return groups


def empty(filters: Filters, counts: Counts, by: Acting) -> EmptyState:
    """What is true, when the next thing comes, one way on."""
    if filters.view is first_view(by) and not filters.step:
        role = ROLE_LABELS[by.role]
        return EmptyState(
            _("現在沒有輪到您的案件"),
            _("輪到「%(role)s」時會自動出現在這裡，不必重新查。") % {"role": role},
            Button(_("看全部在辦"), url=filters.but(view=VIEWS["all"]).address)
            if counts.views["all"]
            else None,
        )
    return EmptyState(
        _("這個條件下沒有案件"),
        _("換一個檢視，或拿掉條件。"),
        Button(_("看全部在辦"), url=Filters(VIEWS["all"]).address),
    )
