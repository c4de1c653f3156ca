"""Tables of decisions and their notices."""

import uuid

from django.db import models


from welfare.case.models import Case
from welfare.determination.models import Determination
from welfare.documents.models import GeneratedDocument, OfficialDocument
from welfare.foundation import clock


class Decision(models.Model):
    """One decision (核定, 行政處分). Never edited: a correction or withdrawal is another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions", db_constraint=False)
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, db_constraint=False)
    outcome = models.CharField(max_length=20)  # approved | rejected | not_entertained
    grade = models.CharField(max_length=20, blank=True)
    monthly_amount = models.IntegerField(null=True)  # NT$
    grant_from = models.DateField(null=True)
    grant_until = models.DateField(null=True)
    reasons = models.JSONField(default=list)
    decided_by = models.UUIDField()
    decided_by_name = models.CharField(max_length=100)
    on_behalf_of = models.UUIDField(null=True)
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="decision_county_id"),
            models.CheckConstraint(
                condition=~models.Q(outcome="approved")
                | models.Q(monthly_amount__gt=0, grant_from__isnull=False, grant_until__isnull=False),
                name="an_approval_states_amount_and_period",
            ),
        ]


class ServiceMethod(models.TextChoices):
    IN_PERSON = "in_person"
    REGISTERED_MAIL = "registered_mail"
    SERVED_BY_DEPOSIT = "served_by_deposit"
    SERVED_BY_PUBLICATION = "served_by_publication"
    ELECTRONIC = "electronic"


class Notice(models.Model):
    """The letter of a decision (通知函), and when and how it reached the person: remedies count from there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices", db_constraint=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, db_constraint=False)
    letter = models.ForeignKey(GeneratedDocument, null=True, on_delete=models.PROTECT, db_constraint=False)
    official_document = models.ForeignKey(
        OfficialDocument, null=True, on_delete=models.PROTECT, db_constraint=False
    )
    reference_number = models.CharField(max_length=40, blank=True)
    content = models.JSONField(default=dict)  # everything the letter says; the same content gives the same bytes
    issued_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    service_method = models.CharField(max_length=30, choices=ServiceMethod.choices, blank=True)
    appeal_until = models.DateField(null=True)
