"""Table of determinations: what the rules said, on which facts, by which version."""

import uuid

from django.db import models


from welfare.case.models import Case
from welfare.foundation import clock


class Determination(models.Model):
    """One run of the rules on one case; never changed. The latest is the one shown.

    result: the engine's own JSON (steps, counted members, counterfactuals …); facts: the JSON it was given.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="determinations", db_constraint=False)
    outcome = models.CharField(max_length=20)  # eligible | ineligible | undetermined
    grade = models.CharField(max_length=20, blank=True)
    monthly_amount = models.IntegerField(null=True)  # NT$
    effective_from = models.DateField(null=True)
    counted_size = models.IntegerField(default=0)
    rule_version = models.CharField(max_length=40)
    facts = models.JSONField()
    facts_hash = models.CharField(max_length=64)
    result = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)
    made_by_name = models.CharField(max_length=100)
    because = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "id"], name="determination_county_id")]
        indexes = [models.Index(fields=["case", "-made_at"], name="determination_latest")]
