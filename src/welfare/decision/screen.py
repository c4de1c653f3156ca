"""What the decision screen takes from this stage."""

from typing import Any

from django.http import QueryDict

from welfare.case.models import Case
from welfare.case.policies import NotNow
from welfare.decision import panels
from welfare.decision.forms import DecisionForm
from welfare.decision.letters import preview
from welfare.decision.models import Outcome
from welfare.determination import selectors as determinations
from welfare.foundation.acting import Acting
from welfare.visit.panels import visit_summary

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
    """The form and the letter beside it; the desk adds what differs between the levels."""
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
        "visit": visit_summary(case, by),
    }
