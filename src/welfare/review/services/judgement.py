"""What both levels share: lock the case as it was seen, write the judgement down."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from welfare.case.models import Case
from welfare.case.services import ChangedMeanwhile
from welfare.determination.models import Determination
from welfare.foundation.acting import Acting
from welfare.review.models import Review, ReviewLevel, ReviewResult


def lock_as_seen(case: Case, seen_version: int | None) -> Case:
    """The case row, locked until the verb ends. Raises ChangedMeanwhile when it is not as it was shown."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if seen_version is not None and locked.version != seen_version:
        raise ChangedMeanwhile(
            _("%(who)s 剛剛改了這一件（%(what)s）。您寫的還在；請先看新的內容，再決定一次。")
            % {"who": locked.changed_by_name, "what": locked.last_change}
        )
    return locked


def write_down(
    case: Case,
    determination: Determination,
    *,
    by: Acting,
    level: ReviewLevel,
    result: str,
    reasons: Sequence[str],
    opinion: str,
    differs: bool,
) -> Review:
    """Grade and amount are the rules' own; a result the rules did not reach has neither."""
    as_ruled = result == ReviewResult.ELIGIBLE == determination.outcome
    review = Review(
        county=case.county,
        case=case,
        level=level,
        determination=determination,
        result=result,
        grade=determination.grade if as_ruled else "",
        monthly_amount=determination.monthly_amount if as_ruled else None,
        reasons=list(reasons),
        opinion=opinion.strip(),
        differs=differs,
        officer_id=by.officer_id,
        officer_name=by.name,
        on_behalf_of_name=by.on_behalf_of_name,
    )
    Review.objects.bulk_create([review])
    return review
