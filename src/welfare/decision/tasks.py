"""Queue entry points of decision."""

from typing import Any

from welfare.case.models import Case
from welfare.decision import services
from welfare.decision.letters import LetterIncomplete, MissingGlyphs
from welfare.decision.selectors import latest_decision, notice_of
from welfare.foundation.acting import Acting
from welfare.foundation.outbox import Undeliverable


def issue_notice(acting: Acting, payload: dict[str, Any]) -> None:
    """A case was decided: issue its letter. Delivered twice, it is issued once.

    A letter that cannot go out is held back with the reason on the case, under a promise somebody owns.
    """
    case = Case.objects.select_for_update().get(pk=payload["case_id"])
    decision = latest_decision(case)
    if decision is None:
        raise Undeliverable("no decision")
    notice = notice_of(decision)
    if notice is not None and notice.issued_on is not None:
        return
    try:
        services.issue(by=acting, decision=decision)
    except (LetterIncomplete, MissingGlyphs) as refusal:
        services.hold_back(by=acting, decision=decision, because=str(refusal))
