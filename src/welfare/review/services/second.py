"""Second review (複審) by the county, and the return of a case to the township (退件)."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.procedure import procedure
from welfare.case.services import assign, move
from welfare.case.states import Status
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roles import Role
from welfare.review import permissions, policies, selectors
from welfare.review.labels import REVIEW_RESULT
from welfare.review.models import Review, ReviewLevel, ReviewResult
from welfare.review.phrases import Use, words
from welfare.review.services.judgement import lock_as_seen, write_down


@through_the_door("review.second_review")
def second_review(
    act: Act,
    *,
    by: Acting,
    case: Case,
    result: str,
    reasons: Sequence[str] = (),
    opinion: str = "",
    seen_version: int | None = None,
    visitor: UUID | None = None,
) -> Review:
    """Agree with the township, or differ with at least one reason; never by the first reviewer.

    The case goes to the next step of the county's procedure; for a visit it is given to `visitor`, by
    default the social worker of the village. Raises PermissionDenied, NotNow, NotDetermined, NeedsReasons,
    NoVisitor, SameEyes, ChangedMeanwhile.
    """
    permissions.check_second_review(by)
    locked = lock_as_seen(case, seen_version)
    policies.check_state(locked, Status.SECOND_REVIEW)
    determination = policies.check_determined(selectors.latest_determination(locked))
    first = selectors.latest_review(locked, ReviewLevel.FIRST_REVIEW)
    policies.check_second_review(first, result=result, reasons=reasons)
    differs = first is not None and (first.result, first.grade) != (
        result,
        determination.grade if result == ReviewResult.ELIGIBLE else "",
    )
    review = write_down(
        locked,
        determination,
        by=by,
        level=ReviewLevel.SECOND_REVIEW,
        result=result,
        reasons=reasons,
        opinion=opinion,
        differs=differs,
    )
    following = procedure(locked.procedure).after(Status.SECOND_REVIEW)
    move(
        by=by,
        case=locked,
        to=following,
        because=gettext_noop("完成複審：%(result)s"),
        params={"result": str(REVIEW_RESULT[result])},
        did="second_review",
    )
    if following is Status.VISITING:
        _send_visitor(locked, by=by, visitor=visitor)
    act.audit(
        Event.REVIEW_SECOND_DONE, case_id=locked.id, review=str(review.id), result=result, differs=differs
    )
    case.refresh_from_db()
    return review


def _send_visitor(case: Case, *, by: Acting, visitor: UUID | None) -> None:
    """Give the case to a social worker of the county. Raises NoVisitor."""
    candidates = selectors.visitors(case.county)
    chosen = visitor or selectors.default_visitor(case, candidates)
    found = next((a.officer for a in candidates if a.officer_id == chosen), None)
    if found is None:
        raise policies.NoVisitor(_("沒有可以派的社工。請選本縣的社工，或請主管先設定社工的職務。"))
    assign(by=by, case=case, officer_id=found.id, officer_name=found.name, role=str(Role.SOCIAL_WORKER))


@through_the_door("review.return_case")
def return_case(
    act: Act,
    *,
    by: Acting,
    case: Case,
    reasons: Sequence[str],
    opinion: str = "",
    seen_version: int | None = None,
) -> Review:
    """Send a case back to the township with what it must do again. Raises as `second_review` does."""
    permissions.check_return(by)
    locked = lock_as_seen(case, seen_version)
    policies.check_state(locked, Status.SECOND_REVIEW, Status.AWAITING_DECISION)
    policies.check_reasons(reasons, Use.RETURN, needed=True)
    determination = selectors.latest_determination(locked)
    if determination is None:
        raise policies.NotDetermined(_("還沒有試算結果，不能退件。請先按「重新試算」。"))
    review = write_down(
        locked,
        determination,
        by=by,
        level=ReviewLevel.SECOND_REVIEW,
        result=ReviewResult.RETURNED,
        reasons=reasons,
        opinion=opinion,
        differs=True,
    )
    move(
        by=by,
        case=locked,
        to=Status.RETURNED,
        because=gettext_noop("縣府退件：%(reasons)s"),
        params={"reasons": "、".join(words(reasons))},
    )
    act.audit(Event.REVIEW_SECOND_DONE, case_id=locked.id, review=str(review.id), result="returned")
    case.refresh_from_db()
    return review
