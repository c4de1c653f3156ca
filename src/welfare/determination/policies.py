"""When a person may decide for the rules."""

from typing import Any

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.states import FINAL, Status
from welfare.determination.kinds import KINDS
from welfare.determination.models import DecisionKind
from welfare.documents.models import Evidence

#: decided cases change by a new decision, not by a new judgement
_CLOSED_TO_JUDGEMENT = FINAL | {Status.APPROVED, Status.REJECTED, Status.NOT_ENTERTAINED, Status.TERMINATED}


def check_open(case: Case) -> None:
    """Raise NotNow once the case is decided or ended."""
    if case.state in _CLOSED_TO_JUDGEMENT:
        raise NotNow(_("這一件已經核定或結束，不能再改認定。要改，請辦理申復或重新審核。"))


def check_judgement(
    case: Case,
    kind: DecisionKind,
    *,
    reason: str,
    document: str,
    evidence: Evidence | None,
    person_key: str = "",
    code: str = "",
    value: Any = None,
) -> None:
    """Raise NotNow with what is missing: a reason always, a paper always, and what the kind asks for."""
    check_open(case)
    if not reason.strip():
        raise NotNow(_("請寫認定的理由。理由會寫進通知書。"))
    if evidence is not None and evidence.case_id != case.pk:
        raise NotNow(_("這份佐證不是這一件的。請選這一件的佐證。"))
    if not document.strip() and evidence is None:
        raise NotNow(_("請附佐證，或寫公文、訪視報告的文號。"))
    rule = KINDS.get(kind)
    if (rule is None or rule.asks_value) and value is None:
        raise NotNow(_("請填採計的數字。"))
    if rule is not None and rule.about in ("member", "land") and not person_key:
        raise NotNow(_("請選是哪一位、哪一筆。"))
    if rule is not None and rule.codes and code not in rule.codes:
        raise NotNow(_("請選要認定成哪一項。"))
