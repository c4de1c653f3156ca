"""When documents may change. `check_x` raises with the sentence to show."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.documents.models import Evidence, EvidenceStatus, OfficialDocument
from welfare.documents.selectors import evidence_kinds
from welfare.foundation.acting import Acting


class UnknownKind(NotNow):
    """The program does not ask for such a paper."""


class NeedsReason(NotNow):
    """A refusal without a reason helps nobody."""


class NumberUsed(NotNow):
    """The document number was issued before."""


def paper_name(case: Case, kind: str) -> str:
    """The paper's name as the program calls it, in the reader's language; the code when it is unknown."""
    found = next((e for e in evidence_kinds(case) if e.code == kind), None)
    if found is None:
        return kind
    return found.en if (get_language() or "").startswith("en") else found.zh


def registered_name(case: Case, kind: str) -> str:
    """The paper's name as records keep it: always Chinese."""
    return next((e.zh for e in evidence_kinds(case) if e.code == kind), kind)


def check_kind(case: Case, kind: str) -> None:
    if kind not in {e.code for e in evidence_kinds(case)}:
        raise UnknownKind(_("這一項津貼不需要這種文件。請回到清單，選要補的那一項。"))


def check_judgement(evidence: Evidence, *, accepted: bool, reason: str) -> None:
    if evidence.status == EvidenceStatus.REPLACED:
        raise NotNow(_("這一張已經換成新的了。請重新整理頁面，看最新的一張。"))
    if not accepted and not reason.strip():
        raise NeedsReason(_("請選一個原因，讓民眾知道要怎麼重拍或改帶什麼。"))


def check_number(by: Acting, number: str) -> None:
    if OfficialDocument.objects.filter(county=by.county, reference_number=number).exists():
        raise NumberUsed(_("這個發文字號已經用過。請重新取號再發文。"))
