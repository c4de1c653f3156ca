"""When registers may be asked, and when a fact may be corrected."""

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.case.states import FINAL, STATES
from welfare.documents.models import Evidence, EvidenceStatus
from welfare.foundation.acting import Acting
from welfare.lookup.models import Confirmation, Fact


class NeedsAnotherPerson(NotNow):
    """The author of a correction may not confirm it."""


def check_may_ask(case: Case) -> None:
    """No look-up for a case that is over (個人資料保護法第15條：特定目的內)."""
    if case.state in FINAL:
        raise NotNow(_("這一件已經是「%(now)s」，不能再查調。") % {"now": STATES[case.state].label})


def check_may_correct(case: Case, evidence: Evidence | None, reason: str) -> None:
    """A correction needs a reason and an accepted paper of the same case."""
    if case.state in FINAL:
        raise NotNow(_("這一件已經結束，不能再更正資料。"))
    if not reason.strip():
        raise NotNow(_("請寫更正的理由，例如「薪資證明與財稅資料年度不同」。"))
    if evidence is None or evidence.case_id != case.pk:
        raise NotNow(_("更正要附佐證。請先上傳佐證，再選那一份。"))
    if evidence.status != EvidenceStatus.ACCEPTED:
        raise NotNow(_("這份佐證還沒有採用。請先看過佐證、按「採用」，再更正。"))


def check_second_person(correction: Fact, by: Acting) -> None:
    """Raise when the acting person, or the one acted for, wrote it, or it was looked at already."""
    if Confirmation.objects.filter(fact=correction).exists():
        raise NotNow(_("這筆更正已經有人覆核過了。請重新整理頁面。"))
    if correction.recorded_by in by.persons:
        raise NeedsAnotherPerson(_("這筆更正是您寫的，要由另一個人覆核。請交給同單位的其他同仁。"))


def can_confirm(correction: Fact, by: Acting) -> bool:
    return correction.recorded_by not in by.persons
