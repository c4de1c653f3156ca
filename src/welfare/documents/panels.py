"""What the case page shows of documents: which papers there are, and one of them to look at."""

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.documents.labels import evidence_tag
from welfare.documents.models import Evidence
from welfare.documents.policies import paper_name
from welfare.documents.selectors import documents_of, evidence_kinds, evidence_of
from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission
from welfare.web.components import EvidenceViewer, Link, StatusTag, SummaryList, SummaryRow, Task, TaskList


def evidence_list(case: Case, by: Acting) -> TaskList | None:
    """Every paper the program requires or the person brought, with where it stands."""
    if not by.can(Permission.DOCUMENT_READ):
        return None
    held: dict[str, list[Evidence]] = {}
    for page in evidence_of(case):
        held.setdefault(page.kind, []).append(page)
    tasks = []
    for kind in evidence_kinds(case):
        pages = held.get(kind.code, [])
        if pages:
            tasks.append(_held(case, pages))
        elif kind.required:
            tag = StatusTag("waiting", _("還沒有"))
            tasks.append(Task(paper_name(case, kind.code), tag, hint=_("必備文件")))
    return TaskList(tasks)


def _held(case: Case, pages: list[Evidence]) -> Task:
    latest = max(pages, key=lambda page: (page.received_on, page.page))
    hint = latest.refusal_reason or _("共 %(pages)d 頁") % {"pages": len(pages)}
    url = reverse("documents:evidence", args=[pages[0].id])
    return Task(paper_name(case, latest.kind), evidence_tag(latest.status), url=url, hint=hint)


def evidence_viewer(
    case: Case, by: Acting, evidence: Evidence | None = None, *, base_url: str = ""
) -> EvidenceViewer | None:
    """One page on the dark table, with its neighbours. base_url + id: where previous and next lead."""
    pages = list(evidence_of(case))
    if not pages or not by.can(Permission.DOCUMENT_READ):
        return None
    at = next((i for i, page in enumerate(pages) if evidence and page.id == evidence.id), 0)
    shown = pages[at]
    title = paper_name(case, shown.kind)
    return EvidenceViewer(
        title=title,
        image_url=reverse("documents:evidence", args=[shown.id]),
        alt=_("%(paper)s，第 %(page)d 頁") % {"paper": title, "page": shown.page},
        page=at + 1,
        pages=len(pages),
        previous_url=f"{base_url}{pages[at - 1].id}" if base_url and at else "",
        next_url=f"{base_url}{pages[at + 1].id}" if base_url and at + 1 < len(pages) else "",
        kind="pdf" if shown.file.media_type == "application/pdf" else "image",
    )


def generated_list(case: Case, by: Acting) -> SummaryList | None:
    """Letters and other documents made for this case, newest first."""
    documents = list(documents_of(case))
    if not documents or not by.can(Permission.DOCUMENT_READ):
        return None
    return SummaryList(
        [
            SummaryRow(d.title, Link(d.file_name, reverse("documents:download", args=[d.id])))
            for d in documents
        ]
    )
