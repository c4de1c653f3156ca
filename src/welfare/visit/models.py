"""Table of visits (社會救助法施行細則第9條：調查與訪視應作成紀錄)."""

import uuid

from django.db import models

from welfare.case.models import Case
from welfare.foundation import clock


class VisitOutcome(models.TextChoices):
    MET_APPLICANT = "met_applicant"
    MET_OTHER = "met_other"
    NOT_MET = "not_met"
    REFUSED = "refused"
    NO_SUCH_ADDRESS = "no_such_address"


class Suggestion(models.TextChoices):
    MEETS = "meets"
    DOES_NOT_MEET = "does_not_meet"
    INVESTIGATE = "investigate"
    REFER = "refer"


class Visit(models.Model):
    """One visit, planned then recorded once. Codes are the ministry's draft lists (訪視服務方式, 住所類型 …).

    lives_in_registered_place is the legal fact (中低收入老人生活津貼發給辦法第2條第1項第1款); None: not seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits", db_constraint=False)
    purpose = models.CharField(max_length=30, default="new_application")
    visitor_id = models.UUIDField()
    visitor_name = models.CharField(max_length=100)
    planned_on = models.DateField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    method = models.CharField(max_length=4, blank=True)
    subject = models.CharField(max_length=4, blank=True)
    outcome = models.CharField(max_length=20, choices=VisitOutcome.choices, blank=True)
    findings = models.JSONField(default=dict)  # question code → list code
    lives_in_registered_place = models.BooleanField(null=True)
    summary = models.CharField(max_length=2000, blank=True)
    suggestion = models.CharField(max_length=20, choices=Suggestion.choices, blank=True)
    attempt = models.IntegerField(default=1)
    recorded_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="visit_county_id"),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(recorded_at__isnull=True),
                name="one_visit_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["visitor_id", "planned_on"], name="visits_of_a_person")]
