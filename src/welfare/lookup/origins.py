"""Where a value or a silence comes from, as rows to read: for the pages of one fact and of one question."""

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.lookup.display import moment_words, officer_words, value_words
from welfare.lookup.labels import OUTCOME_LABELS
from welfare.lookup.models import Fact, LookupRequest, RequestStatus
from welfare.lookup.selectors import confirmation_of
from welfare.web.components import Cell, SummaryList, SummaryRow


def origin_of_fact(fact: Fact, names: dict[str, str], *, can_ask: bool = False) -> SummaryList:
    """Question and legal basis, raw record, evidence, reason and author, the value it replaced."""
    rows = []
    if fact.request:
        who = f"{moment_words(fact.request.asked_at)}・{officer_words(fact.request.asked_by_name)}"
        url = reverse("lookup:request", args=[fact.request.id]) if can_ask else ""
        rows.append(SummaryRow(_("查調"), Cell(who, url=url)))
        rows.append(SummaryRow(_("法源"), fact.request.legal_basis))
    if fact.raw_reference:
        rows.append(SummaryRow(_("原始資料編號"), fact.raw_reference))
    if fact.evidence_id:
        url = reverse("documents:evidence", args=[fact.evidence_id])
        rows.append(SummaryRow(_("佐證"), Cell(_("打開佐證"), url=url)))
    if fact.reason:
        rows.append(SummaryRow(_("理由"), f"{fact.reason}（{fact.recorded_by_name}）"))
    if (seen := confirmation_of(fact)) is not None:
        word = _("同意") if seen.accepted else _("不同意")
        words = f"{word}・{seen.confirmed_by_name}・{moment_words(seen.confirmed_at)}"
        rows.append(SummaryRow(_("覆核"), f"{words}：{seen.reason}" if seen.reason else words))
    if fact.replaces:
        url = reverse("lookup:fact", args=[fact.replaces.id])
        rows.append(SummaryRow(_("原本的資料"), Cell(value_words(fact.replaces, names), url=url)))
    return SummaryList(rows)


def origin_of_request(request: LookupRequest) -> SummaryList:
    """What came back, on which legal basis, who asked, when it will be asked again."""
    outcome = str(OUTCOME_LABELS[RequestStatus(request.status)])
    rows = [
        SummaryRow(_("結果"), f"{outcome}：{request.error}" if request.error else outcome, strong=True),
        SummaryRow(_("法源"), request.legal_basis),
        SummaryRow(_("問的人"), f"{officer_words(request.asked_by_name)}・{moment_words(request.asked_at)}"),
    ]
    if request.next_try_at:
        rows.append(SummaryRow(_("下次再問"), moment_words(request.next_try_at)))
    return SummaryList(rows)
