"""The context of the case page: identity, river, tasks, evidence, who counts, what was asked, story."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.models import Case
from welfare.decision import panels as decision
from welfare.desk.case_page import story as telling
from welfare.desk.case_page.acts import AFTER, acts
from welfare.desk.case_page.evidence import evidence_beside
from welfare.desk.case_page.identity import identity
from welfare.desk.case_page.river import river
from welfare.desk.case_page.tasks import open_tasks
from welfare.determination import panels as determination_panels
from welfare.determination.people import who_counts
from welfare.determination.selectors import latest
from welfare.documents import panels as documents
from welfare.foundation.acting import Acting
from welfare.intake import panels as intake
from welfare.lookup import panels as lookup
from welfare.lookup.told import Told
from welfare.monthly_comparison import panels as comparison
from welfare.review import panels as review
from welfare.visit import panels as visit
from welfare.web.components import Button, DataTable, DeterminationPanel, TaskList


def case_page(case: Case, by: Acting, query: QueryDict, *, revealed: str = "") -> dict[str, Any]:
    """Everything the template needs. `revealed`: the whole ID, when it was just asked for."""
    made, told = latest(case), Told(case)
    story = telling.story_of(case)
    kind = query.get("story", "") if query.get("story", "") in telling.KIND_LABELS else ""
    changes = comparison.open_changes(case, by)
    tasks = [*comparison.task(changes, by), *open_tasks(case, by, made)]
    beside = evidence_beside(case, by, _uuid(query.get("evidence", "")))
    doable = acts(case, by, made, unseen=beside.unseen if beside else 0)
    panel = determination_panels.determination_panel(case, by, actions=doable.buttons, made=made)
    return {
        "case": case,
        "identity": identity(case, by, revealed=revealed),
        "river": river(case, story),
        "panel": panel or _before_rules(doable.buttons),
        "forms": doable.forms,
        "tasks": TaskList(tasks) if tasks else None,
        "tasks_heading": _tasks_heading(len(tasks), acting=bool(doable.buttons)),
        "held_back": decision.held_back_notice(case, by) if case.state in AFTER else None,
        "evidence": beside,
        "who_counts": who_counts(case, by),
        "sections": sections(case, by, told, changes),
        "folded": folded(case, by, told),
        "timeline": telling.timeline(story, kind),
        "story_segments": telling.segments(story, kind),
    }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _before_rules(buttons: tuple[Button, ...]) -> DeterminationPanel:
    """The panel while the registers have not answered: the acts are there all the same."""
    return DeterminationPanel(
        kind="none",
        about=_("系統試算"),
        conclusion=[_("還沒有試算")],
        start=_("查調回來就會自動算。"),
        actions=buttons,
    )


def _tasks_heading(n: int, *, acting: bool) -> str:
    if n:
        return ngettext("需要看的 %(n)d 項", "需要看的 %(n)d 項", n) % {"n": n}
    return _("都齊了，可以做下一步") if acting else _("目前沒有要您做的事")


def sections(case: Case, by: Acting, told: Told, changes: DataTable | None) -> list[tuple[str, str, Any]]:
    """(anchor, title, component) of the quieter panels; what has nothing to show is left out."""
    found = [
        ("agencies", _("還沒有答案的機關"), lookup.agency_board(case, by, told)),
        ("changes", _("每月比對發現的異動"), changes),
        ("supplement", _("補件"), intake.supplement_panel(case, by)),
        ("decision", _("核定與送達"), decision.decision_summary(case, by) if case.state in AFTER else None),
        ("reviews", _("審查意見"), review.review_history(case, by)),
        ("visit", _("訪視"), visit.visit_summary(case, by)),
        ("differences", _("本人說的和查到的不同"), lookup.differences(case, by, told)),
        ("corrections", _("更正，等另一個人確認"), lookup.corrections(case, by, told)),
        ("account", _("撥款帳戶"), intake.account_summary(case, by)),
        ("letters", _("函文與檔案"), documents.generated_list(case, by)),
    ]
    return [(anchor, title, component) for anchor, title, component in found if component is not None]


def folded(case: Case, by: Acting, told: Told) -> list[tuple[str, str, Any]]:
    """What is all in order and opened only when somebody wants to know."""
    found = [
        ("papers", _("佐證文件：每一項到了沒有"), documents.evidence_list(case, by)),
        ("free-papers", _("免附：不用帶的文件"), lookup.papers_not_needed(case, told)),
        ("facts", _("查到的資料：來源、日期、新舊"), lookup.facts_table(case, by, told)),
        ("lookups", _("查調：每個機關答了什麼、什麼時候"), lookup.lookup_status(case, by, told)),
        ("application", _("申請時說的"), intake.application_summary(case, by)),
    ]
    return [(anchor, title, component) for anchor, title, component in found if component is not None]
