"""What the case page shows of look-ups: which register said what when, each value with its source."""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare.case.models import Case, Member
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission
from welfare.lookup import permissions, policies, selectors
from welfare.lookup.display import moment_words, source_words, value_words
from welfare.lookup.exchange import board
from welfare.lookup.freshness import AGE_LABELS, Age, age_of
from welfare.lookup.labels import (
    CODE_LABELS,
    HELD_LABELS,
    KIND_LABELS,
    OUTCOME_LABELS,
    PAPER_LABELS,
    SOURCE_LABELS,
)
from welfare.lookup.models import Fact, LookupRequest, Parcel, RequestStatus
from welfare.lookup.papers import FreePaper, Held, free_papers
from welfare.lookup.told import Told
from welfare.web.components import (
    Cell,
    Column,
    DataTable,
    Row,
    StatusTag,
    SummaryList,
    SummaryRow,
    Task,
    TaskList,
)
from welfare.web.components.marks import Family

_FAMILIES: dict[str, Family] = {
    RequestStatus.REQUESTED: "waiting",
    RequestStatus.ANSWERED: "done",
    RequestStatus.NO_RECORD: "done",
    RequestStatus.ID_MISMATCH: "stopped",
    RequestStatus.FAILED: "stopped",
}
_AGES: dict[Age, Family] = {Age.FRESH: "done", Age.AGING: "waiting", Age.STALE: "stopped"}
_HELD: dict[Held, Family] = {
    Held.ANSWERED: "done",
    Held.ASKING: "progress",
    Held.SILENT: "waiting",
    Held.NOT_ASKED: "draft",
}
#: kinds a page does not show: ties and codes that other rows already say
_SILENT = frozenset({"kinship", "registered_county"})


def lookup_status(case: Case, by: Acting, told: Told | None = None) -> DataTable | None:
    """Every question of the case, the newest of each person and register; unanswered ones first.

    `told`, here and below: what was read already for another panel of the page.
    """
    if not by.can(Permission.CASE_READ):
        return None
    told = told or Told(case)
    requests = sorted(told.requests.values(), key=lambda r: (r.is_settled, r.subject_name, r.source))
    if not requests:
        return None
    parcels = selectors.parcels_of(requests)
    return DataTable(
        caption=_("查調"),
        columns=[
            Column(_("對象")),
            Column(_("機關")),
            Column(_("結果")),
            Column(_("時間")),
            Column(_("免附"), numeric=True),
        ],
        rows=[_request_row(request, by, parcels.get(request.id)) for request in requests],
        foot=["", "", "", _("免附文件"), _("%(count)s 份") % {"count": told.replaced_documents}],
    )


def agency_board(case: Case, by: Acting, told: Told | None = None) -> DataTable | None:
    """Each register this case still waits for or had no answer from: how it is doing, whom that is about.

    None when every register has spoken.
    """
    if not by.can(Permission.CASE_READ):
        return None
    open_ones: dict[str, list[LookupRequest]] = defaultdict(list)
    for request in (told or Told(case)).requests.values():
        if not request.is_settled:
            open_ones[request.source].append(request)
    if not open_ones:
        return None
    rows = [
        Row([Cell(state.label, second=state.trouble), state.tag, _missing(open_ones[state.source])])
        for state in board.states(case.county)
        if state.source in open_ones
    ]
    columns = [Column(_("機關")), Column(_("機關的狀況")), Column(_("這一件還缺"))]
    return DataTable(caption=_("還沒有答案的機關"), columns=columns, rows=rows)


def _missing(requests: list[LookupRequest]) -> str:
    """Whom the answer is missing about, and what happens by itself."""
    names = "、".join(sorted({r.subject_name for r in requests if r.subject_name})) or _("新找到的家屬")
    if any(r.status == RequestStatus.REQUESTED for r in requests):
        return _("%(names)s：回覆到了會自己補上，您可以先做別的") % {"names": names}
    if all(r.by_silence for r in requests):
        return _("%(names)s：機關恢復後系統會自己再問") % {"names": names}
    return _("%(names)s：要由人查證，或再問一次") % {"names": names}


def _request_row(request: LookupRequest, by: Acting, parcel: Parcel | None) -> Row:
    outcome = StatusTag(_FAMILIES[request.status], OUTCOME_LABELS[RequestStatus(request.status)])
    source = str(SOURCE_LABELS[request.source])
    where = source
    cell = Cell(where, url=reverse("lookup:request", args=[request.id])) if permissions.can_ask(by) else where
    saved = str(request.replaces_documents) if request.replaces_documents else ""
    return Row([request.subject_name, cell, outcome, _when(request, parcel), saved])


def _when(request: LookupRequest, parcel: Parcel | None) -> str:
    """Answered, expected by, or asked again at."""
    if request.answered_at:
        return moment_words(request.answered_at)
    if parcel is not None and parcel.sent_at:
        return _("%(sent)s 送出，最晚 %(due)s 回覆") % {
            "sent": moment_words(parcel.sent_at),
            "due": moment_words(parcel.due_at),
        }
    if parcel is not None:
        return _("編進 %(reference)s，等著送") % {"reference": parcel.reference}
    if request.next_try_at:
        return _("已問 %(tries)s 次，%(when)s 再問") % {
            "tries": request.tries,
            "when": moment_words(request.next_try_at),
        }
    return _("%(when)s 起沒有回覆") % {"when": moment_words(request.asked_at)}


def person_facts(case: Case, by: Acting, told: Told | None = None) -> list[tuple[Member, SummaryList]]:
    """Per person the facts that count, each with its source under the value and a link that opens it."""
    if not by.can(Permission.CASE_READ):
        return []
    told = told or Told(case)
    names = {member.person_key: member.name for member in told.members}
    return [
        (member, SummaryList([_fact_row(fact, names) for fact in _shown(facts)]))
        for member in told.members
        if (facts := told.of_person(member.person_key))
    ]


def facts_table(case: Case, by: Acting, told: Told | None = None) -> DataTable | None:
    """Every looked-up value that counts, person by person, each with source, day, year and how old it is."""
    if not by.can(Permission.CASE_READ):
        return None
    told = told or Told(case)
    names = {member.person_key: member.name for member in told.members}
    rows = [
        Row(
            [
                member.name or _("家屬"),
                KIND_LABELS[fact.kind],
                _fact_cell(fact, names, with_age=False),
                _age_tag(fact),
            ]
        )
        for member in told.members
        for fact in _shown(told.of_person(member.person_key))
    ]
    columns = [Column(_("對象")), Column(_("項目")), Column(_("查到的")), Column(_("新舊"))]
    return DataTable(caption=_("查到的資料"), columns=columns, rows=rows) if rows else None


def _age_tag(fact: Fact) -> StatusTag | str:
    age = age_of(fact)
    return "" if age is None else StatusTag(_AGES[age], AGE_LABELS[age])


def papers_not_needed(case: Case, told: Told | None = None) -> TaskList:
    """Papers nobody brings because an agency holds them, how far the asking is, and what was saved so far.

    Shown to whoever may see the case, also before anybody was asked.
    """
    told = told or Told(case)
    tasks = [
        Task(
            PAPER_LABELS[paper.code],
            StatusTag(_HELD[paper.state], HELD_LABELS[paper.state]),
            hint=_paper_hint(paper),
        )
        for paper in free_papers(told)
    ]
    saved = StatusTag("done", _("%(count)s 份") % {"count": told.replaced_documents})
    note = _("戶籍謄本、所得清單、財產清單，每人每項算一份；其他不計入")
    return TaskList([*tasks, Task(_("這一件已經省下"), saved, hint=note)])


def _paper_hint(paper: FreePaper) -> str:
    source = str(SOURCE_LABELS[paper.source])
    if not paper.persons:
        return source
    return ngettext("%(source)s，已查 %(n)d 人", "%(source)s，已查 %(n)d 人", paper.persons) % {
        "source": source,
        "n": paper.persons,
    }


def _shown(facts: dict[str, Fact]) -> list[Fact]:
    order = list(KIND_LABELS)
    kinds = [kind for kind in facts if kind not in _SILENT and kind in KIND_LABELS]
    return [facts[kind] for kind in sorted(kinds, key=order.index)]


def _fact_row(fact: Fact, names: dict[str, str]) -> SummaryRow:
    return SummaryRow(
        term=KIND_LABELS[fact.kind],
        value=_fact_cell(fact, names),
    )


def _fact_cell(fact: Fact, names: dict[str, str], *, with_age: bool = True) -> Cell:
    return Cell(
        value_words(fact, names),
        url=reverse("lookup:fact", args=[fact.id]),
        second=source_words(fact, with_age=with_age),
    )


def differences(case: Case, by: Acting, told: Told | None = None) -> DataTable | None:
    """What the applicant said beside what a register says; None when they agree."""
    found = selectors.differences(case, (told or Told(case)).of_person(case.applicant_key))
    if not found or not by.can(Permission.CASE_READ):
        return None
    rows = [
        Row([
            KIND_LABELS.get(each.kind, each.kind),
            _declared(each.declared),
            Cell(
                value_words(each.fact),
                url=reverse("lookup:fact", args=[each.fact.id]),
                second=source_words(each.fact),
            ),
        ])
        for each in found
    ]  # fmt: skip
    columns = [Column(_("項目")), Column(_("本人說")), Column(_("查調"))]
    return DataTable(caption=_("本人說的和查調不同"), columns=columns, rows=rows, show_caption=True)


def _declared(value: object) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return "、".join(str(CODE_LABELS.get(code, code)) for code in value) or _("沒有")
    return str(value)


def corrections(case: Case, by: Acting, told: Told | None = None) -> DataTable | None:
    """Corrections that wait for a second person; None when none does."""
    waiting = selectors.corrections_waiting(case, (told or Told(case)).facts)
    if not waiting or not by.can(Permission.CASE_READ):
        return None
    rows = []
    for fact in waiting:
        can = permissions.can_correct(by) and policies.can_confirm(fact, by)
        label = _("覆核") if can else _("等另一個人覆核")
        link = Cell(label, url=reverse("lookup:fact", args=[fact.id]))
        rows.append(
            Row([KIND_LABELS.get(fact.kind, fact.kind), value_words(fact), fact.recorded_by_name, link])
        )
    columns = [Column(_("項目")), Column(_("更正為")), Column(_("誰寫的")), Column(_("下一步"))]
    return DataTable(caption=_("待覆核的更正"), columns=columns, rows=rows, show_caption=True)
