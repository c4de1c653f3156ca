"""What the case page shows of intake: what was said, where money goes, what is still asked for."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.documents.policies import paper_name
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.identifiers import mask_account
from welfare.foundation.roc_calendar import to_roc
from welfare.foundation.roles import Permission
from welfare.intake.answers import Answer, Answers
from welfare.intake.labels import ACCOUNT_KINDS, ORIGINS, SUPPLEMENT_OUTCOMES
from welfare.intake.models import ApplicationForm, SupplementItem
from welfare.intake.people import asked_of
from welfare.intake.questions import Question, Topic
from welfare.intake.selectors import account_in_use, supplement_requests
from welfare.web.components import StatusTag, SummaryList, SummaryRow, Task, TaskList

#: so many questions of one kind in a topic are told together when none applies
_MANY = 3


def application_summary(case: Case, by: Acting, *, change: str = "") -> SummaryList | None:
    """The answers, ready to be read aloud. change: URL name (case_id, topic) of the page that changes one."""
    form = ApplicationForm.objects.filter(case=case).first()
    if form is None or not by.can(Permission.CASE_READ):
        return None
    asked = asked_of(case)
    rows: list[SummaryRow] = []
    for topic in asked.topics:
        url = reverse(change, args=[case.id, topic.code]) if change else ""
        rows += _topic_rows(topic, form.answers, url)
    account = account_in_use(case)
    if account is not None:
        shown = f"{ACCOUNT_KINDS[account.kind]} {mask_account(account.account_number)}　{account.holder_name}"
        url = reverse(change, args=[case.id, "account"]) if change else ""
        rows.append(SummaryRow(_("撥款帳戶"), shown, url, note=ORIGINS[account.origin], strong=True))
    return SummaryList(rows)


def _topic_rows(topic: Topic, told: Answers, url: str) -> Iterator[SummaryRow]:
    """The answers of a topic; a list of circumstances of which none applies is one row."""
    listed = [q for q in topic.questions if q.takes_several and q.code in told]
    empty = {q.code for q in listed if not told[q.code]["value"]} if len(listed) >= _MANY else set()
    for question in topic.questions:
        if question.code in empty or question.code not in told:
            continue
        answer = told[question.code]
        if answer["value"] in ("", []) and not question.required and question.is_typed:
            continue
        yield _row(question, answer, url)
    if empty:
        said = _("都沒有") if len(empty) == len(listed) else _("其餘都沒有")
        origin = told[next(iter(empty))]["origin"]
        yield SummaryRow(str(topic.label), said, url, note=ORIGINS[origin])


def _row(question: Question, told: Answer, url: str) -> SummaryRow:
    return SummaryRow(
        str(question.label), said_in_words(question, told["value"]), url, note=ORIGINS[told["origin"]]
    )


def said_in_words(question: Question, value: object) -> str:
    """An answer as one says it aloud."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return "、".join(str(question.choices[code]) for code in value if code in question.choices) or _(
            "沒有"
        )
    if question.choices:
        return str(question.choices.get(str(value), value))
    return str(value)


def account_summary(case: Case, by: Acting) -> SummaryList | None:
    """The account in use, masked, and what confirms it."""
    account = account_in_use(case)
    if account is None or not by.can(Permission.CASE_READ):
        return None
    proof = _("已有存摺照片") if account.confirmed_by_id else _("還沒有存摺照片")
    return SummaryList(
        [
            SummaryRow(_("戶名"), account.holder_name),
            SummaryRow(
                f"{ACCOUNT_KINDS[account.kind]}",
                mask_account(account.account_number),
                note=proof,
                strong=True,
            ),
        ]
    )


def supplement_panel(case: Case, by: Acting) -> TaskList | None:
    """Every paper that was asked for, with its last day and where it stands."""
    if not by.can(Permission.CASE_READ):
        return None
    tasks = []
    for request in supplement_requests(case):
        last_day = _("最後一天 %(day)s") % {"day": to_roc(request.due_on)}
        if request.outcome:
            last_day = f"{last_day}（{SUPPLEMENT_OUTCOMES[request.outcome]}）"
        letter = reverse("documents:download", args=[request.letter_id]) if request.letter_id else ""
        for item in request.items.all():
            late = request.closed_on is None and request.due_on < clock.today()
            tasks.append(Task(paper_name(case, item.evidence_kind), _tag(item, late), letter, hint=last_day))
    return TaskList(tasks) if tasks else None


def _tag(item: SupplementItem, late: bool) -> StatusTag:
    if item.accepted_on:
        return StatusTag("done", _("補齊"))
    if item.answered_by_id:
        return StatusTag("progress", _("待採認"))
    return StatusTag("stopped", _("逾期")) if late else StatusTag("waiting", _("待補"))
