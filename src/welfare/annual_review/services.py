"""The annual review: in small transactions that can be cut anywhere, and nothing stopped by a machine."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from welfare.annual_review import permissions, selectors
from welfare.annual_review.asking import ask_anew, in_year
from welfare.annual_review.judging import Judged, judge
from welfare.annual_review.labels import LANE
from welfare.annual_review.models import AnnualReview, AnnualReviewItem, Lane
from welfare.case.policies import NotNow
from welfare.case.services import tell_story
from welfare.foundation import clock, outbox
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.row_access import acting_as

WORK = "annual_review.work"
CHUNK = 20
_YEARS = range(100, 200)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a run stands."""

    review_id: UUID
    year: int
    lanes: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.lanes.values())

    @property
    def left(self) -> int:
        return self.lanes[Lane.PENDING]


def run(*, by: Acting, year: int, county: str = "") -> Outcome:
    """Judge every case in force for a ROC year, chunk by chunk; go on where a killed run stood.

    county: the acting county; another one is refused. Call outside a transaction. Raises NotNow for a year
    nobody means. Missing data are tried again by every run.
    """
    if county and county != by.county:
        raise NotNow(_("只能檢查自己縣市的案件。"))
    with acting_as(by):
        review = start(by=by, year=year)
    while True:
        with acting_as(by):
            if not work(by=by, review=review):
                return outcome(review)


def outcome(review: AnnualReview) -> Outcome:
    counts = selectors.lanes(review)
    return Outcome(review.id, review.year, {lane.value: counts[lane] for lane in Lane})


@through_the_door("annual_review.start")
def start(act: Act, *, by: Acting, year: int, in_background: bool = False) -> AnnualReview:
    """Open the review of a year, or open it again: new cases join, missing data are looked at once more.

    in_background: the worker does the work (`annual_review.work`). Raises NotNow, PermissionDenied.
    """
    permissions.check_run(by)
    if year not in _YEARS:
        raise NotNow(_("請填民國年，例如 116。"))
    if in_background and WORK not in outbox.topics():
        raise NotNow(
            _("背景工作還沒接上。請系統維運執行 welfare review run --year %(year)d。") % {"year": year}
        )
    AnnualReview.objects.bulk_create(
        [AnnualReview(county=by.county, year=year, started_by_name=by.name)], ignore_conflicts=True
    )
    review = AnnualReview.objects.select_for_update().get(county=by.county, year=year)
    review.last_run_at = clock.now()
    review.save(update_fields=["last_run_at"])
    AnnualReviewItem.objects.filter(review=review, lane=Lane.MISSING_DATA).update(lane=Lane.PENDING)
    joined = _join(review)
    act.audit(Event.ANNUAL_REVIEW_RUN, review=str(review.id), year=year, joined=joined)
    if in_background:
        act.tell(WORK, review_id=str(review.id))
    return review


def _join(review: AnnualReview) -> int:
    """Add the cases in force that are not on the list yet."""
    known = AnnualReviewItem.objects.filter(review=review)
    begin = known.count()
    fresh = selectors.cases_in_force(review.year).exclude(pk__in=known.values("case_id"))
    items = [
        AnnualReviewItem(
            county=review.county,
            town=case.town,
            review=review,
            case=case,
            position=position,
            amount_now=getattr(case, "amount_now"),  # noqa: B009 - annotated by the selector
        )
        for position, case in enumerate(fresh, start=begin + 1)
    ]
    AnnualReviewItem.objects.bulk_create(items, batch_size=2000)
    return len(items)


@through_the_door("annual_review.work")
def work(act: Act, *, by: Acting, review: AnnualReview, chunk: int = CHUNK) -> int:
    """Judge the next few cases; how many are done, 0 at the end. Two workers never take the same case."""
    permissions.check_run(by)
    waiting = AnnualReviewItem.objects.filter(review=review, lane=Lane.PENDING).order_by("position")
    items = list(
        waiting.select_for_update(skip_locked=True, of=("self",))
        .select_related("case")
        .defer("result")[:chunk]
    )
    for item in items:
        _judge(by, review, item)
    act.audit(Event.ANNUAL_REVIEW_RUN, review=str(review.id), year=review.year, judged=len(items))
    return len(items)


def _judge(by: Acting, review: AnnualReview, item: AnnualReviewItem) -> None:
    case = in_year(item.case, review.year)
    judged = judge(
        case,
        on=selectors.first_day(review.year),
        amount_now=item.amount_now,
        is_answered=ask_anew(by=by, case=case),
    )
    _write(item, judged)
    tell_story(
        item.case,
        by=by,
        kind="lookup",
        message=gettext_noop("%(year)s 年總清查：%(lane)s。照原核定撥款，改變要由人決定。"),
        params={"year": str(review.year), "lane": str(LANE[judged.lane])},
        law="社會救助法第13條第1項",
    )


def _write(item: AnnualReviewItem, judged: Judged) -> None:
    item.lane, item.why, item.judged_at = judged.lane, judged.why, clock.now()
    fields: dict[str, Any] = {
        "outcome": "",
        "grade": "",
        "amount_then": None,
        "rule_version": "",
        "result": None,
    }
    if judged.result is not None:
        fields = {
            "outcome": str(judged.result.outcome),
            "grade": judged.result.grade or "",
            "amount_then": judged.result.monthly_amount,
            "rule_version": judged.result.rule_version,
            "result": judged.result.as_json(),
        }
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=["lane", "why", "judged_at", *fields])
