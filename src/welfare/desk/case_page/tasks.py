"""What is missing before the next act: the task list of a case, by state."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.determination.drawing import in_words
from welfare.determination.models import Determination
from welfare.determination.selectors import result_of
from welfare.documents.models import Evidence, EvidenceStatus
from welfare.documents.policies import paper_name
from welfare.documents.selectors import evidence_kinds, evidence_of
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission
from welfare.web.components import StatusTag, Task

MOST_QUESTIONS = 5
_LOOKING = (Status.FIRST_REVIEW, Status.RETURNED, Status.SECOND_REVIEW, Status.AWAITING_SUPPLEMENT)
_BEFORE_DECISION = (*_LOOKING, Status.SUBMITTED, Status.LOOKING_UP, Status.VISITING, Status.AWAITING_DECISION)


def open_tasks(case: Case, by: Acting, determination: Determination | None) -> list[Task]:
    """What somebody must still look at or get; empty when the next act can be done. The first is here."""
    found = [*_returned(case), *_papers(case, by), *_questions(case, determination)]
    return [Task(task.title, task.tag, task.url, task.hint, here=n == 0) for n, task in enumerate(found)]


def _returned(case: Case) -> Iterator[Task]:
    if case.state is Status.RETURNED:
        yield Task(case.last_change, StatusTag("stopped", _("退件")))


def _papers(case: Case, by: Acting) -> Iterator[Task]:
    """Papers that never came, and papers nobody has looked at."""
    if case.state not in _LOOKING or not by.can(Permission.DOCUMENT_READ):
        return
    pages: dict[str, list[Evidence]] = {}
    for page in evidence_of(case):
        pages.setdefault(page.kind, []).append(page)
    supplement = _supplement_url(case, by)
    for kind in evidence_kinds(case):
        held = pages.get(kind.code, [])
        if kind.required and not any(p.status != EvidenceStatus.REFUSED for p in held):
            yield Task(
                _("缺%(paper)s") % {"paper": paper_name(case, kind.code)},
                StatusTag("waiting", _("還沒有")),
                url=supplement,
                hint=_("必備文件，可以要求補件") if supplement else _("必備文件"),
            )
        for page in held:
            if page.status == EvidenceStatus.RECEIVED:
                yield Task(
                    _("看%(paper)s") % {"paper": paper_name(case, kind.code)},
                    StatusTag("progress", _("待採認")),
                    url=f"{reverse('desk:case', args=[case.id])}?evidence={page.id}#evidence",
                    hint=_("第 %(page)d 頁") % {"page": page.page},
                )


def _supplement_url(case: Case, by: Acting) -> str:
    if case.state is Status.FIRST_REVIEW and by.can(Permission.SUPPLEMENT_REQUEST):
        return reverse("intake:request_supplement", args=[case.id])
    return ""


def _questions(case: Case, determination: Determination | None) -> Iterator[Task]:
    """What the rules still have to know, what decides soonest first."""
    if case.state not in _BEFORE_DECISION or determination is None:
        return
    for missing in result_of(determination).missing[:MOST_QUESTIONS]:
        yield Task(
            in_words(missing, "question"),
            StatusTag("waiting", _("要先知道")),
            url=reverse("determination:explanation", args=[case.id]),
        )
