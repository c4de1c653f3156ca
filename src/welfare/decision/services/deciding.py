"""Deciding (核定): what the rules say, taken over by a person of the level the county names."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.services import ChangedMeanwhile, move
from welfare.case.states import Status
from welfare.decision import permissions, policies
from welfare.decision.labels import OUTCOME
from welfare.decision.letters import build_letter, check_draft, draft_decision
from welfare.decision.models import Decision, Outcome
from welfare.determination import selectors as determinations
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.intake.models import SupplementItem
from welfare.review.models import ReviewResult
from welfare.review.selectors import reviews_of
from welfare.review.services.judgement import lock_as_seen

ISSUED = "notice_issued"
_STATES = {Outcome.APPROVED: Status.APPROVED, Outcome.REJECTED: Status.REJECTED}
_REVIEWED_AS = {ReviewResult.ELIGIBLE: Outcome.APPROVED, ReviewResult.INELIGIBLE: Outcome.REJECTED}
_ISSUED_WITHIN = timedelta(days=1)


@through_the_door("decision.decide")
def decide(
    act: Act,
    *,
    by: Acting,
    case: Case,
    outcome: str,
    reasons: Sequence[str] = (),
    note: str = "",
    confirmed: Collection[str] = (),
    seen_version: int | None = None,
    seen_determination: UUID | None = None,
    key: str = "",
) -> Decision:
    """Approve or reject as the determination says, once, by other eyes than the reviewers'.

    reasons: codes of reasons.yaml. confirmed: names of unconfirmed county figures the decider vouches for.
    Figures are the determination's; grant period after the program's law (law.yaml: `start`). Raises
    PermissionDenied, NotNow (NotYourLevel, NotDetermined, Unconfirmed, NeedsReasons, SameEyes),
    ChangedMeanwhile, letters.LetterIncomplete.
    """
    permissions.check_decide(by, case)
    locked = lock_as_seen(case, seen_version)
    policies.check_state(locked, Status.AWAITING_DECISION)
    determination = policies.check_determined(determinations.latest(locked))
    if seen_determination and seen_determination != determination.pk:
        raise ChangedMeanwhile(_("系統剛剛重新試算了這一件。您寫的還在；請先看新的結果，再決定一次。"))
    policies.check_as_ruled(determination, outcome)
    if outcome == Outcome.REJECTED:
        policies.check_rejection(determination)
    vouched = policies.check_confirmed(determination, confirmed)
    policies.check_reasons(outcome, reasons, differs=_differs(locked, outcome))
    decision = draft_decision(locked, determination, outcome, reasons=reasons, note=note, by=by)
    decision.confirmed = vouched
    check_draft(build_letter(decision))
    Decision.objects.bulk_create([decision])
    move(
        by=by,
        case=locked,
        to=_STATES[Outcome(outcome)],
        because=gettext_noop("核定：%(outcome)s"),
        params={"outcome": str(OUTCOME[outcome])},
        did="decide",
    )
    _announce(act, decision, by=by)
    if outcome == Outcome.APPROVED and decision.monthly_amount:
        act.tell("decision.approved", case_id=str(locked.id), decision_id=str(decision.id))
    case.refresh_from_db()
    return decision


def _differs(case: Case, outcome: str) -> bool:
    """Whether the last reviewer came to another result."""
    review = reviews_of(case).exclude(result=ReviewResult.RETURNED).first()
    return review is not None and _REVIEWED_AS[ReviewResult(review.result)] != outcome


def _announce(act: Act, decision: Decision, *, by: Acting) -> None:
    act.audit(
        Event.DECISION_DECIDED,
        case_id=decision.case_id,
        decision=str(decision.id),
        outcome=decision.outcome,
        amount=decision.monthly_amount,
        confirmed=[found["name"] for found in decision.confirmed],
    )
    act.promise(
        ISSUED,
        str(decision.id),
        due_at=clock.now() + _ISSUED_WITHIN,
        owner_role=str(by.role),
        case_id=decision.case_id,
    )


@through_the_door("decision.not_entertain")
def not_entertain(
    act: Act, *, by: Acting, case: Case, seen_version: int | None = None, key: str = ""
) -> Decision:
    """Refuse to entertain an application whose papers never came (law.yaml: `supplement`): a disposition too.

    The letter names every paper still missing. Raises PermissionDenied, NotNow, ChangedMeanwhile.
    """
    permissions.check_not_entertain(by)
    locked = lock_as_seen(case, seen_version)
    policies.check_state(locked, Status.SUPPLEMENT_OVERDUE)
    decision = draft_decision(
        locked, determinations.latest(locked), Outcome.NOT_ENTERTAINED, reasons=_still_missing(locked), by=by
    )
    check_draft(build_letter(decision))
    Decision.objects.bulk_create([decision])
    move(
        by=by,
        case=locked,
        to=Status.NOT_ENTERTAINED,
        because=gettext_noop("逾期未補件，不予受理（%(day)s）"),
        params={"day": _day(clock.today())},
    )
    _announce(act, decision, by=by)
    case.refresh_from_db()
    return decision


def _day(day: date) -> str:
    return f"{day.month}/{day.day}"


def _still_missing(case: Case) -> list[str]:
    """Evidence codes of the mandatory papers nobody accepted, each once."""
    items = SupplementItem.objects.filter(case=case, mandatory=True, accepted_on__isnull=True)
    return list(dict.fromkeys(items.order_by("evidence_kind").values_list("evidence_kind", flat=True)))
