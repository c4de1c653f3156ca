"""Tables of intake: the application form, the payee account, requests for supplements."""

import uuid

from django.db import models

from welfare.case.models import Case
from welfare.documents.models import Evidence
from welfare.foundation import clock
from welfare.foundation.crypto import SealedTextField
from welfare.intake.sealed_json import SealedJSONField


class Channel(models.TextChoices):
    """Where the application was taken (受理管道)."""

    COUNTER = "counter"
    VILLAGE_OFFICE = "village_office"
    HOME = "home"


class AccountKind(models.TextChoices):
    POST = "post"
    BANK = "bank"


class ApplicationForm(models.Model):
    """The application (申請書). `answers` holds what was said, by question code; a draft grows at each save.

    Every answer is {"value": …, "origin": "prefilled"|"typed"|"tapped"}: typed fields are counted.
    `saved_version` counts the saves, `saved_by` is who did the last: that is how a collision is noticed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, related_name="application", db_constraint=False
    )
    channel = models.CharField(max_length=20, choices=Channel.choices)
    answers = SealedJSONField(default=dict)
    privacy_notice_version = models.CharField(max_length=20, blank=True)
    privacy_notice_given_at = models.DateTimeField(null=True)
    read_back_at = models.DateTimeField(null=True)
    signed_file = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, db_constraint=False
    )
    saved_at = models.DateTimeField(default=clock.now)
    saved_version = models.IntegerField(default=0)
    saved_by = models.UUIDField(null=True)
    saved_by_name = models.CharField(max_length=100, blank=True)
    submitted_at = models.DateTimeField(null=True)


class PayeeAccount(models.Model):
    """The account money goes to (撥款帳戶), sealed; `account_key` finds the same account in other cases."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="accounts", db_constraint=False)
    kind = models.CharField(max_length=10, choices=AccountKind.choices)
    bank_code = models.CharField(max_length=7)
    account_number = SealedTextField()
    account_key = models.CharField(max_length=64)
    last_four = models.CharField(max_length=4)
    holder_name = models.CharField(max_length=100)
    is_protected = models.BooleanField(default=False)
    origin = models.CharField(max_length=20)  # prefilled | typed
    confirmed_by = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, db_constraint=False)
    added_at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(replaced_at__isnull=True), name="one_account_in_use"
            )
        ]


class SupplementOutcome(models.TextChoices):
    COMPLETE = "complete"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"


class SupplementRequest(models.Model):
    """A written request for what is missing (補件), with a last day; the office's clock stands still."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="supplement_requests", db_constraint=False
    )
    requested_on = models.DateField()
    due_on = models.DateField()
    requested_by = models.UUIDField()
    asked_in = models.CharField(max_length=30)  # the status the case goes back to
    letter = models.ForeignKey(
        "documents.GeneratedDocument", null=True, on_delete=models.PROTECT, db_constraint=False
    )
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, choices=SupplementOutcome.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="supplement_request_county_id"),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(closed_on__isnull=True),
                name="one_open_supplement_request",
            ),
        ]


class SupplementItem(models.Model):
    """One missing paper: what, why, what else would do; closed by the evidence that answers it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False)
    request = models.ForeignKey(
        SupplementRequest, on_delete=models.PROTECT, related_name="items", db_constraint=False
    )
    evidence_kind = models.CharField(max_length=40)
    why = models.CharField(max_length=200)
    alternatives = models.CharField(max_length=200, blank=True)
    mandatory = models.BooleanField(default=True)
    answered_by = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, db_constraint=False)
    accepted_on = models.DateField(null=True)
