"""Tables of review: each judgement, and the rosters that carry them to the county."""

import uuid

from django.db import models

from welfare.case.models import Case
from welfare.determination.models import Determination
from welfare.documents.models import GeneratedDocument, OfficialDocument
from welfare.foundation import clock


class ReviewLevel(models.TextChoices):
    FIRST_REVIEW = "first_review"
    SECOND_REVIEW = "second_review"


class ReviewResult(models.TextChoices):
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    RETURNED = "returned"


class Review(models.Model):
    """One judgement at one level on one determination. A new round is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviews", db_constraint=False)
    level = models.CharField(max_length=20, choices=ReviewLevel.choices)
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, db_constraint=False)
    result = models.CharField(max_length=20, choices=ReviewResult.choices)
    grade = models.CharField(max_length=20, blank=True)
    monthly_amount = models.IntegerField(null=True)  # NT$; None when the rules gave no amount for this result
    reasons = models.JSONField(default=list)  # codes of structured phrases
    opinion = models.CharField(max_length=500, blank=True)
    differs = models.BooleanField(default=False)  # from the determination or from the level below
    officer_id = models.UUIDField()
    officer_name = models.CharField(max_length=100)
    on_behalf_of_name = models.CharField(max_length=100, blank=True)
    done_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["case", "level", "-done_at"], name="review_latest")]


class FirstReviewRoster(models.Model):
    """First-review roster (初審名冊) of one township: the cases sent to the county with one document.

    `batch_number` is the reference number of that document; `sheet` the ODS, `plain_sheet` the same as CSV.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    town = models.CharField(max_length=8)
    batch_number = models.CharField(max_length=40)
    program = models.CharField(max_length=40)
    case_count = models.IntegerField()
    total_amount = models.BigIntegerField()  # NT$ a month
    sheet = models.ForeignKey(
        GeneratedDocument, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    plain_sheet = models.ForeignKey(
        GeneratedDocument, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    official_document = models.ForeignKey(
        OfficialDocument, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    made_at = models.DateTimeField(default=clock.now)
    made_by_name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="first_review_roster_county_id"),
            models.UniqueConstraint(fields=["county", "batch_number"], name="first_review_batch_once"),
        ]
        indexes = [models.Index(fields=["county", "town", "-made_at"], name="rosters_of_town")]


class RosterLine(models.Model):
    """One case on a first-review roster; a judgement travels to the county once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    roster = models.ForeignKey(
        FirstReviewRoster, on_delete=models.PROTECT, related_name="lines", db_constraint=False
    )
    review = models.ForeignKey(
        Review, on_delete=models.PROTECT, related_name="roster_lines", db_constraint=False
    )
    position = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review"], name="review_on_one_roster"),
            models.UniqueConstraint(fields=["roster", "position"], name="roster_position_once"),
        ]
