"""What the decision screen is made of."""

from typing import Any

from django.http import QueryDict

from welfare.case.models import Case
from welfare.case.policies import NotNow, can_do
from welfare.decision import panels
from welfare.decision.forms import DecisionForm
from welfare.decision.letters import preview
from welfare.decision.models import Outcome
from welfare.determination import selectors as determinations
from welfare.determination.models import Determination
from welfare.foundation.acting import Acting
from welfare.review.labels import REVIEW_LEVEL, conclusion
from welfare.review.models import ReviewResult
from welfare.review.selectors import reviews_of
from welfare.visit.panels import visit_summary
from welfare.web.components import Gauge, SummaryList, SummaryRow, Verdict

_RULED = {"eligible": Outcome.APPROVED.value, "ineligible": Outcome.REJECTED.value}


def form_for(case: Case, posted: QueryDict | None) -> DecisionForm:
    """The form, with what the rules say chosen; `posted` keeps what was ticked."""
    made = determinations.latest(case)
    first = {
        "seen_version": case.version,
        "seen_determination": made.pk if made else None,
        "outcome": _RULED.get(made.outcome if made else "", ""),
    }
    return DecisionForm(posted, initial=first, determination=made)


def context(by: Acting, case: Case, form: DecisionForm) -> dict[str, Any]:
    """Everything the template shows: what differs, the gauges, the form, the letter beside it."""
    made = determinations.latest(case)
    data = form.data if form.is_bound else form.initial
    outcome = str(data.get("outcome", "") or "")
    ticked = form.data.getlist("reasons") if isinstance(form.data, QueryDict) and form.is_bound else []
    letter, sentence = None, ""
    try:
        letter = preview(case, outcome, ticked, str(data.get("note", "") or ""))
    except NotNow as refusal:
        sentence = str(refusal)
    return {
        "case": case,
        "form": form,
        "letter": letter,
        "checks": panels.element_checks(letter) if letter else None,
        "sentence": sentence,
        "gauges": _gauges(made) if made else [],
        "reviews": _reviews(case),
        "visit": visit_summary(case, by),
        "other_eyes": can_do(case, act="decide", by=by),
    }


def _reviews(case: Case) -> SummaryList | None:
    """What each level concluded, in the order it happened."""
    found = reviews_of(case).exclude(result=ReviewResult.RETURNED).order_by("done_at")
    rows = [
        SummaryRow(REVIEW_LEVEL[review.level], conclusion(review, case.program), note=review.officer_name)
        for review in found
    ]
    return SummaryList(rows) if rows else None


def _gauges(made: Determination) -> list[Gauge]:
    return [
        Gauge(
            step["label_zh"],
            int(step["value"]),
            int(step["limit"]),
            step["limit_text"],
            Verdict("ok" if step["passed"] else "stop", step["verdict_zh"]),
            foot=step["reason_zh"],
        )
        for step in made.result["steps"]
        if step["kind"] == "money" and step["binding"] and step["value"] is not None and step["limit"]
    ]
