"""Tables of lookup: requests, and the facts their answers left."""

import uuid

from django.db import models


from welfare.case.models import Case
from welfare.documents.models import Evidence
from welfare.foundation import clock


class LookupRequest(models.Model):
    """One question to one register about one person (查調), with purpose and legal basis.

    requested → answered | no_record | failed. `subject_key` is the keyed hash of the person's ID.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lookups", db_constraint=False)
    source = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=64)
    subject_name = models.CharField(max_length=100, blank=True)
    purpose = models.CharField(max_length=60)
    legal_basis = models.CharField(max_length=120)
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=100)
    asked_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=20, default="requested")
    tries = models.IntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)
    replaces_documents = models.IntegerField(default=0)  # papers the person need not bring

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="lookup_request_county_id"),
        ]
        indexes = [models.Index(fields=["case", "source"], name="lookup_by_case")]


class Fact(models.Model):
    """One answer about one person, never overwritten: a correction is a new row that names what it replaces.

    `kind` is the name of a person fact of the rules (days_in_taiwan, tax_wage, income …), or household-level.
    `value` is JSON as the rules read it; None together with `absence` says which kind of nothing it is.
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
        indexes = [models.Index(fields=["case", "person_key", "kind", "recorded_at"], name="fact_by_person")]
