"""First review (初審) by the township office (law.yaml: `first_review`)."""

from collections.abc import Sequence

from django.db.models import F
from django.utils.translation import gettext_noop

from welfare.case.models import Case
from welfare.case.procedure import procedure
from welfare.case.services import mark, move, record_four_eyes, tell_story
from welfare.case.states import Status
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.review import permissions, policies
from welfare.review.labels import REVIEW_RESULT
from welfare.review.models import Review, ReviewLevel
from welfare.review.selectors import latest_determination
from welfare.review.services.judgement import lock_as_seen, write_down

DONE = gettext_noop("完成初審：%(result)s")


@through_the_door("review.first_review")
def first_review(
    act: Act,
    *,
    by: Acting,
    case: Case,
    result: str,
    reasons: Sequence[str] = (),
    opinion: str = "",
    seen_version: int | None = None,
) -> Review:
    """Follow the determination, or depart from it with at least one reason (codes of phrases.yaml).

    result: eligible | ineligible. Where a second review follows, the case waits in first review for a
    roster; where the office decides itself, it goes on. A returned case is taken up again first. Raises
    PermissionDenied, NotNow, NotDetermined, NeedsReasons, SameEyes, ChangedMeanwhile.
    """
    permissions.check_first_review(by)
    locked = lock_as_seen(case, seen_version)
    policies.check_state(locked, Status.FIRST_REVIEW, Status.RETURNED)
    determination = policies.check_determined(latest_determination(locked))
    policies.check_first_review(locked, determination, result=result, reasons=reasons)
    if locked.state is Status.RETURNED:
        move(by=by, case=locked, to=Status.FIRST_REVIEW, because=gettext_noop("退件改好了，重新初審"))
    differs = result != determination.outcome
    review = write_down(
        locked,
        determination,
        by=by,
        level=ReviewLevel.FIRST_REVIEW,
        result=result,
        reasons=reasons,
        opinion=opinion,
        differs=differs,
    )
    _pass_on(locked, by=by, result=result)
    act.audit(
        Event.REVIEW_FIRST_DONE,
        case_id=locked.id,
        review=str(review.id),
        result=result,
        differs=differs,
        amount=review.monthly_amount,
    )
    case.refresh_from_db()
    return review


def _pass_on(case: Case, *, by: Acting, result: str) -> None:
    """To the next step of the county's procedure, or wait here for a roster to the county."""
    following = procedure(case.procedure).after(Status.FIRST_REVIEW)
    words = {"result": str(REVIEW_RESULT[result])}
    if following is not Status.SECOND_REVIEW:
        move(by=by, case=case, to=following, because=DONE, params=words, did="first_review")
        return
    record_four_eyes(case, did="first_review", by=by)
    mark(case, is_first_reviewed=True)
    tell_story(case, by=by, kind="decision", message=DONE, params=words)
    Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
