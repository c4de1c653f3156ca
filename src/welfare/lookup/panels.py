"""What the case page shows of look-ups: which register said what when, each value with its source."""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case, Member
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission
from welfare.lookup import permissions, policies, selectors
from welfare.lookup.display import moment_words, source_words, value_words
from welfare.lookup.exchange import board
from welfare.lookup.labels import CODE_LABELS, KIND_LABELS, OUTCOME_LABELS, SOURCE_LABELS
from welfare.lookup.models import Fact, LookupRequest, Parcel, RequestStatus
from welfare.web.components import Cell, Column, DataTable, Row, StatusTag, SummaryList, SummaryRow
from welfare.web.components.marks import Family

_FAMILIES: dict[str, Family] = {
    RequestStatus.REQUESTED: "waiting",
    RequestStatus.ANSWERED: "done",
    RequestStatus.NO_RECORD: "done",
    RequestStatus.ID_MISMATCH: "stopped",
    RequestStatus.FAILED: "stopped",
}
#: kinds a page does not show: ties and codes that other rows already say
_SILENT = frozenset({"kinship", "registered_county"})


def lookup_status(case: Case, by: Acting) -> DataTable | None:
    """Every question of the case, the newest of each person and register; unanswered ones first."""
    if not by.can(Permission.CASE_READ):
        return None
    requests = sorted(
        selectors.latest_requests(case).values(), key=lambda r: (r.is_settled, r.subject_name, r.source)
    )
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
        foot=["", "", "", _("免附文件"), _("%(count)s 份") % {"count": selectors.replaced_documents(case)}],
    )


def agency_board(case: Case, by: Acting) -> DataTable | None:
    """Each register this case still waits for or had no answer from: how it is doing, whom that is about.

    None when every register has spoken.
    """
    if not by.can(Permission.CASE_READ):
        return None
    open_ones: dict[str, list[LookupRequest]] = defaultdict(list)
    for request in selectors.latest_requests(case).values():
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


def person_facts(case: Case, by: Acting) -> list[tuple[Member, SummaryList]]:
    """Per person the facts that count, each with its source under the value and a link that opens it."""
    if not by.can(Permission.CASE_READ):
        return []
    facts = selectors.values(case)
    members = list(Member.objects.filter(case=case))
    names = {member.person_key: member.name for member in members}
    return [
        (member, SummaryList([_fact_row(fact, names) for fact in _shown(facts[member.person_key])]))
        for member in members
        if member.person_key in facts
    ]


def _shown(facts: dict[str, Fact]) -> list[Fact]:
    order = list(KIND_LABELS)
    kinds = [kind for kind in facts if kind not in _SILENT and kind in KIND_LABELS]
    return [facts[kind] for kind in sorted(kinds, key=order.index)]


def _fact_row(fact: Fact, names: dict[str, str]) -> SummaryRow:
    return SummaryRow(
        term=KIND_LABELS[fact.kind],
        value=Cell(
            value_words(fact, names), url=reverse("lookup:fact", args=[fact.id]), second=source_words(fact)
        ),
    )


def differences(case: Case, by: Acting) -> DataTable | None:
    """What the applicant said beside what a register says; None when they agree."""
    found = selectors.differences(case)
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


def corrections(case: Case, by: Acting) -> DataTable | None:
    """Corrections that wait for a second person; None when none does."""
    waiting = selectors.corrections_waiting(case)
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
