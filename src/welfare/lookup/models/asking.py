"""Requests to registers, the facts their answers left, and the second look at a correction."""

import uuid

from django.db import models

from welfare.case.models import Case
from welfare.documents.models import Evidence
from welfare.foundation import clock


class RequestStatus(models.TextChoices):
    """A request waits, or has exactly one outcome."""

    REQUESTED = "requested"
    ANSWERED = "answered"
    NO_RECORD = "no_record"
    ID_MISMATCH = "id_mismatch"
    FAILED = "failed"


#: the register has spoken: a second run does not ask again
SETTLED = frozenset({RequestStatus.ANSWERED, RequestStatus.NO_RECORD})


class LookupRequest(models.Model):
    """One question to one register about one person (查調), with purpose and legal basis.

    requested → answered | no_record | id_mismatch | failed. A retry after silence keeps the row and counts
    `tries`; a person who asks again makes a new row. `subject_key` is the keyed hash of the person's ID.
    `error` is a sentence for the officer without personal data. `by_silence`: it failed because nobody
    answered, so it is asked again by itself, or answered late, when the register is back. `tax_year` (ROC),
    `until` (last day counted) and `is_listed` (asks for aid) are the bounds it was asked by. `batch` names
    the lawful batch (a monthly comparison) it belongs to: its facts are the case's, its waiting is not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lookups", db_constraint=False)
    source = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=64)
    subject_name = models.CharField(max_length=100, blank=True)
    purpose = models.CharField(max_length=60)
    legal_basis = models.CharField(max_length=120)
    tax_year = models.IntegerField(null=True)
    until = models.DateField(null=True)
    is_listed = models.BooleanField(default=True)
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=100)
    asked_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=20, choices=RequestStatus.choices, default=RequestStatus.REQUESTED)
    tries = models.IntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)
    by_silence = models.BooleanField(default=False)
    replaces_documents = models.IntegerField(default=0)  # papers the person need not bring
    batch = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="lookup_request_county_id"),
        ]
        indexes = [
            models.Index(fields=["case", "source"], name="lookup_by_case"),
            models.Index(fields=["county", "source", "answered_at"], name="lookup_answered"),
            models.Index(
                fields=["county", "source", "asked_at"],
                name="lookup_waiting",
                condition=models.Q(status=RequestStatus.REQUESTED),
            ),
            models.Index(
                fields=["county", "source", "asked_at"],
                name="lookup_unanswered",
                condition=models.Q(status=RequestStatus.FAILED, by_silence=True),
            ),
        ]

    @property
    def is_settled(self) -> bool:
        return self.status in SETTLED


class Fact(models.Model):
    """One answer about one person, never overwritten: a correction is a new row that names what it replaces.

    `kind` is the name of a person fact of the rules (days_in_taiwan, tax_wage, income …), or of ours.
    `value` is JSON as the rules read it; `absence` says which kind of nothing it is: withheld, unknown, or
    none (the register knows that there is nothing: then the value is false or an empty list, never a figure).
    `data_year` has four digits (AD).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts", db_constraint=False)
    person_key = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    absence = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=40)
    as_of = models.DateField()
    data_year = models.IntegerField(null=True)
    raw_reference = models.CharField(max_length=120, blank=True)
    request = models.ForeignKey(LookupRequest, null=True, on_delete=models.PROTECT, db_constraint=False)
    recorded_at = models.DateTimeField(default=clock.now)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, db_constraint=False)
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, db_constraint=False)
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.UUIDField(null=True)
    recorded_by_name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "id"], name="fact_county_id")]
        indexes = [models.Index(fields=["case", "person_key", "kind", "recorded_at"], name="fact_by_person")]


class Confirmation(models.Model):
    """The second look at a correction (覆核): by another person than its author, once.

    Until then the looked-up value counts; refused, it goes on counting.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    fact = models.OneToOneField(
        Fact, on_delete=models.PROTECT, related_name="confirmation", db_constraint=False
    )
    accepted = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    confirmed_by = models.UUIDField()
    confirmed_by_name = models.CharField(max_length=100)
    confirmed_at = models.DateTimeField(default=clock.now)
