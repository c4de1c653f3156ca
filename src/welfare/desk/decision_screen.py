"""The decision screen: what differs, the choices with their consequences, the letter as it would be.

Form, letter and checks are the decision stage's; the desk sets them beside what the reviews said.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.policies import NotNow, check_four_eyes
from welfare.case.states import Status
from welfare.decision import screen
from welfare.decision.forms import DecisionForm
from welfare.decision.models import Outcome
from welfare.decision.permissions import check_decide
from welfare.decision.policies import check_determined, check_state
from welfare.desk import words
from welfare.desk.case_page.identity import identity
from welfare.determination.models import Determination
from welfare.determination.selectors import latest
from welfare.foundation.acting import Acting
from welfare.review.differences import Comparison, compare, gauges_of
from welfare.review.labels import conclusion
from welfare.review.models import ReviewLevel
from welfare.review.screens import difference_table, heading
from welfare.review.selectors import latest_review
from welfare.web.components import Button, Notification

_AS_RULED = {"eligible": Outcome.APPROVED, "ineligible": Outcome.REJECTED}


def decision(case: Case, by: Acting, form: DecisionForm) -> dict[str, Any]:
    """Left: what differs, the choice, reasons. Right: the letter with its mandatory elements ticked."""
    made = latest(case)
    first = latest_review(case, ReviewLevel.FIRST_REVIEW)
    second = latest_review(case, ReviewLevel.SECOND_REVIEW)
    comparison = compare(first, made) if made else Comparison((), 0)
    blocked = why_not(case, by, made)
    return {
        **screen.context(by, case, form),
        "identity": identity(case, by),
        "heading": heading(comparison),
        "comparison": comparison,
        "differences": difference_table(comparison),
        "gauges": gauges_of(made, first) if made else [],
        "first": conclusion(first, case.program) if first else "",
        "second": conclusion(second, case.program) if second else "",
        "now": "，".join(words.conclusion_lines(case, made)),
        "consequences": consequences(case, made),
        "blocked": Notification("stop", blocked) if blocked else None,
        "decide": Button(
            _("核定並發文"), kind="filled", shortcut="Ctrl+Enter", busy=_("正在核定…"), reason=blocked
        ),
        "return_url": reverse("review:return_case", args=[case.id]),
    }


def why_not(case: Case, by: Acting, made: Determination | None) -> str:
    """The sentence that says what stands in the way of this person's decision; empty when nothing does."""
    try:
        check_state(case, Status.AWAITING_DECISION)
        check_decide(by, case)
        check_four_eyes(case, act="decide", by=by)
        check_determined(made)
    except NotNow as refusal:
        return str(refusal)
    return ""


def consequences(case: Case, made: Determination | None) -> dict[str, str]:
    """What follows from each choice; what the rules do not carry says what to do first."""
    ruled = _AS_RULED.get(made.outcome) if made else None
    said = "，".join(words.conclusion_lines(case, made))
    elsewise = _("和系統試算不同：要先退回更正資料、重新試算，才能這樣核定。")
    return {
        Outcome.APPROVED: _("%(said)s。右邊的函會照這個決定重寫。") % {"said": said}
        if ruled is Outcome.APPROVED
        else elsewise,
        Outcome.REJECTED: _("函裡會寫哪一項不符合、差多少、怎麼救濟。")
        if ruled is Outcome.REJECTED
        else elsewise,
    }
