"""Queue entry points of the annual review."""

from typing import Any

from welfare.annual_review import services
from welfare.annual_review.models import AnnualReview
from welfare.foundation import outbox
from welfare.foundation.acting import Acting


def work(acting: Acting, payload: dict[str, Any]) -> None:
    """Judge one chunk, leave word for the next: each a transaction, so progress shows and nothing is lost."""
    review = AnnualReview.objects.get(pk=payload["review_id"])
    if services.work(by=acting, review=review):
        outbox.put(county=acting.county, topic=services.WORK, payload={"review_id": str(review.id)})
