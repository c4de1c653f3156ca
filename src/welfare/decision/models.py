"""Tables of decisions and their notices."""

import uuid

from django.db import models

from welfare.case.models import Case
from welfare.determination.models import Determination
from welfare.documents.models import Evidence, GeneratedDocument, OfficialDocument
from welfare.foundation import clock
from welfare.intake.sealed_json import SealedJSONField


class Outcome(models.TextChoices):
    APPROVED = "approved"
    REJECTED = "rejected"
    NOT_ENTERTAINED = "not_entertained"


class Decision(models.Model):
    """One decision (核定, 行政處分). Never edited: a correction or withdrawal is another row.

    Figures are the determination's. reasons: codes of reasons.yaml; failed_tests: codes of the steps that
    were not met; confirmed: the unconfirmed figures the decider took responsibility for, by name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions", db_constraint=False)
    determination = models.ForeignKey(Determination, null=True, on_delete=models.PROTECT, db_constraint=False)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    grade = models.CharField(max_length=30, blank=True)
    monthly_amount = models.IntegerField(null=True)  # NT$; 0 is a status without cash
    grant_from = models.DateField(null=True)
    grant_until = models.DateField(null=True)
    reasons = models.JSONField(default=list)
    note = models.CharField(max_length=120, blank=True)
    failed_tests = models.JSONField(default=list)
    confirmed = models.JSONField(default=list)  # [{name, value_text, status, source}]
    decided_by = models.UUIDField()
    decided_by_name = models.CharField(max_length=100)
    decided_by_role = models.CharField(max_length=30, default="")
    on_behalf_of = models.UUIDField(null=True)
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="decision_county_id"),
            models.CheckConstraint(
                condition=~models.Q(outcome="approved")
                | models.Q(monthly_amount__gte=0, grant_from__isnull=False, grant_until__isnull=False),
                name="an_approval_states_amount_and_period",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="not_entertained") | models.Q(determination__isnull=False),
                name="a_decision_stands_on_a_determination",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="rejected") | ~models.Q(failed_tests=[]),
                name="a_rejection_names_what_failed",
            ),
        ]


class ServiceMethod(models.TextChoices):
    IN_PERSON = "in_person"
    REGISTERED_MAIL = "registered_mail"
    SERVED_BY_DEPOSIT = "served_by_deposit"
    SERVED_BY_PUBLICATION = "served_by_publication"
    ELECTRONIC = "electronic"


class Notice(models.Model):
    """The letter of a decision (通知函), and when and how it reached the person: remedies count from there.

    content is everything the letter says (letters.content.LetterContent): the same content gives the same
    bytes. held_back: the sentence that tells why it could not be issued yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices", db_constraint=False)
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="notice", db_constraint=False
    )
    letter = models.ForeignKey(GeneratedDocument, null=True, on_delete=models.PROTECT, db_constraint=False)
    official_document = models.ForeignKey(
        OfficialDocument, null=True, on_delete=models.PROTECT, db_constraint=False
    )
    reference_number = models.CharField(max_length=40, blank=True)
    content = SealedJSONField(null=True)
    held_back = models.CharField(max_length=300, blank=True)
    issued_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    service_method = models.CharField(max_length=30, choices=ServiceMethod.choices, blank=True)
    receipt = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, db_constraint=False)
    effective_on = models.DateField(null=True)  # when service takes effect; the remedy period starts after it
    appeal_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="notice_county_id"),
            models.CheckConstraint(
                condition=models.Q(served_on__isnull=True)
                | models.Q(issued_on__isnull=False, served_on__gte=models.F("issued_on")),
                name="a_notice_is_served_after_it_was_issued",
            ),
        ]
