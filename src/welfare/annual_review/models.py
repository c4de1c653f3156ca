"""Tables of the annual general review (年度總清查, 社會救助法第13條第1項)."""

import uuid

from django.db import models

from welfare.case.models import Case
from welfare.foundation import clock


class Lane(models.TextChoices):
    """Where a case stands after it was judged anew. No lane stops a payment: people decide.

    raised, lowered: another amount. missing_data: a figure or an answer is not known yet. doubtful: the rules
    say no, or the facts contradict.
    """

    PENDING = "pending"
    UNCHANGED = "unchanged"
    RAISED = "raised"
    LOWERED = "lowered"
    MISSING_DATA = "missing_data"
    DOUBTFUL = "doubtful"


class AnnualReview(models.Model):
    """The review of one county for one ROC year; asked again, it goes on where it stood."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    year = models.IntegerField()  # ROC year whose law and figures count
    started_by_name = models.CharField(max_length=100)
    started_at = models.DateTimeField(default=clock.now)
    last_run_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="annual_review_county_id"),
            models.UniqueConstraint(fields=["county", "year"], name="one_annual_review_a_year"),
        ]


class AnnualReviewItem(models.Model):
    """One case in force, what it gets now, and what the rules say for the year.

    result: the engine's JSON. why: [{"zh", "en"}], what is missing or failed. Amounts: NT$ a month.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    town = models.CharField(max_length=8)
    review = models.ForeignKey(
        AnnualReview, on_delete=models.PROTECT, related_name="items", db_constraint=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    position = models.IntegerField()
    lane = models.CharField(max_length=20, choices=Lane.choices, default=Lane.PENDING)
    amount_now = models.IntegerField()
    outcome = models.CharField(max_length=20, blank=True)
    grade = models.CharField(max_length=20, blank=True)
    amount_then = models.IntegerField(null=True)
    rule_version = models.CharField(max_length=40, blank=True)
    why = models.JSONField(default=list)
    result = models.JSONField(null=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "case"], name="a_case_once_per_annual_review"),
            models.UniqueConstraint(fields=["review", "position"], name="annual_review_position_once"),
        ]
        indexes = [models.Index(fields=["review", "lane", "position"], name="annual_review_lane")]
