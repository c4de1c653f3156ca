"""Evidence beside the field it proves: the page left, what the registers say and the judgement right."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.states import Status
from welfare.documents.labels import evidence_tag
from welfare.documents.models import Evidence, EvidenceStatus
from welfare.documents.panels import evidence_viewer
from welfare.documents.policies import paper_name
from welfare.documents.selectors import evidence_of
from welfare.foundation.acting import Acting
from welfare.foundation.money import format_ntd
from welfare.foundation.roles import Permission
from welfare.intake.panels import account_summary, application_summary
from welfare.intake.selectors import unjudged_answers
from welfare.lookup.models import Fact
from welfare.lookup.selectors import latest
from welfare.web.components import EvidenceViewer, Origin, Origins, StatusTag
from welfare.web.components.base import Component

_JUDGED_IN = (Status.FIRST_REVIEW, Status.RETURNED, Status.AWAITING_SUPPLEMENT)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Beside:
    """One page and what it proves. `judge_url` is empty when this person does not judge it now;
    `unseen` counts the pages nobody has judged."""

    viewer: EvidenceViewer
    evidence: Evidence
    title: str
    tag: StatusTag
    origins: Component | None
    judge_url: str
    form_key: str
    unseen: int


def evidence_beside(case: Case, by: Acting, chosen: UUID | None) -> Beside | None:
    """The chosen page, or the first nobody has judged, or the first. None without evidence."""
    if not by.can(Permission.DOCUMENT_READ):
        return None
    pages = list(evidence_of(case))
    shown = next((p for p in pages if p.id == chosen), None) or next(
        (p for p in pages if p.status == EvidenceStatus.RECEIVED), pages[0] if pages else None
    )
    if shown is None:
        return None
    viewer = evidence_viewer(case, by, shown, base_url=f"{reverse('desk:case', args=[case.id])}?evidence=")
    if viewer is None:
        return None
    judges = (
        by.can(Permission.FIRST_REVIEW_DO)
        and case.state in _JUDGED_IN
        and shown.status == EvidenceStatus.RECEIVED
    )
    return Beside(
        viewer=viewer,
        evidence=shown,
        title=paper_name(case, shown.kind),
        tag=evidence_tag(shown.status),
        origins=_proven(case, by, shown),
        judge_url=_judge_url(shown) if judges else "",
        form_key=str(uuid4()),
        unseen=sum(p.status == EvidenceStatus.RECEIVED for p in pages),
    )


def _judge_url(shown: Evidence) -> str:
    """A paper that was asked for is judged as the answer it is: accepting it sends the case on."""
    item = unjudged_answers().filter(answered_by=shown).first()
    if item is not None:
        return reverse("intake:accept_supplement", args=[item.id])
    return reverse("documents:judge", args=[shown.id])


def _proven(case: Case, by: Acting, shown: Evidence) -> Component | None:
    """The field a paper proves: account for a passbook, what was said for the form, wages for a proof."""
    if shown.kind == "passbook_cover":
        return account_summary(case, by)
    if shown.kind == "application_form":
        return application_summary(case, by)
    return _origins(case, shown)


def _origins(case: Case, shown: Evidence) -> Origins | None:
    """For proof of wages: what the tax register says beside what the paper was read to say."""
    if shown.kind != "wage_certificate":
        return None
    facts = latest(case)
    person = shown.person_key or next((key for key, kind in facts if kind == "wage_proof"), "")
    found = [
        origin
        for origin in (_tax(facts.get((person, "tax_wage"))), _proof(facts.get((person, "wage_proof"))))
        if origin is not None
    ]
    return Origins(_("每月薪資採計多少？"), paper_name(case, shown.kind), found) if found else None


def _tax(fact: Fact | None) -> Origin | None:
    if fact is None or fact.value is None:
        return None
    year = f"{fact.data_year - 1911} " if fact.data_year else ""
    source = _("財政部 %(year)s年度・%(day)s") % {"year": year, "day": f"{fact.as_of:%m/%d}"}
    return Origin(_("查調"), format_ntd(int(fact.value) // _MONTHS), source, unit=_("／月"))


def _proof(fact: Fact | None) -> Origin | None:
    if fact is None or fact.value is None:
        return None
    at = f"{localtime(fact.recorded_at):%m/%d}"
    return Origin(_("佐證"), format_ntd(int(fact.value)), f"{fact.recorded_by_name} {at}", unit=_("／月"))
