"""A decision that is not saved yet: what the screen previews and what `decide` keeps are made here alike."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from welfare.case.models import Case
from welfare.case.procedure import procedure
from welfare.decision import policies
from welfare.decision.letters.building import build_letter
from welfare.decision.letters.content import LetterContent
from welfare.decision.letters.rendering import body_html
from welfare.decision.models import Decision, Outcome
from welfare.determination import selectors as determinations
from welfare.determination.models import Determination
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import current_acting


def draft_decision(
    case: Case,
    determination: Determination | None,
    outcome: str,
    *,
    by: Acting,
    reasons: Sequence[str] = (),
    note: str = "",
) -> Decision:
    """The decision row with the figures of the determination. Raises NotNow when no period can be given."""
    approved = outcome == Outcome.APPROVED
    ruled = determination if outcome != Outcome.NOT_ENTERTAINED else None
    period = policies.grant_period(case, procedure(case.procedure), ruled) if approved else (None, None)
    return Decision(
        county=case.county,
        case=case,
        determination=determination,
        outcome=outcome,
        grade=ruled.grade if ruled and approved else "",
        monthly_amount=ruled.monthly_amount if ruled and approved else None,
        grant_from=period[0],
        grant_until=period[1],
        reasons=list(reasons),
        note=" ".join(note.split())[:120],
        failed_tests=policies.failed_tests(ruled) if ruled and outcome == Outcome.REJECTED else [],
        decided_by=by.officer_id,
        decided_by_name=by.name,
        decided_by_role=str(by.role),
        on_behalf_of=by.on_behalf_of,
    )


def preview(case: Case, outcome: str, reasons: Sequence[str] = (), note: str = "") -> LetterContent:
    """The letter this decision would become, the ID masked. Raises NotNow when it cannot be decided so."""
    determination = policies.check_determined(determinations.latest(case))
    policies.check_as_ruled(determination, outcome)
    draft = draft_decision(case, determination, outcome, by=current_acting(), reasons=reasons, note=note)
    return build_letter(draft, masked=True)


def preview_html(case: Case, outcome: str, reasons: Sequence[str] = (), note: str = "") -> SafeString:
    """`preview` as markup for the decision screen; needs the stylesheet decision/letter.css."""
    return body_html(preview(case, outcome, reasons, note))
