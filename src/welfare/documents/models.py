"""Tables of documents: stored files, evidence of a case, generated documents, official documents."""

import uuid

from django.db import models

from welfare.case.models import Case
from welfare.foundation import clock


class StoredFile(models.Model):
    """One encrypted object. `sha256` is the plaintext's; the same content is stored once per county.

    wrapped_key: the file's own data key, sealed under the key ring (rotates without touching the file).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, db_constraint=False)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=60)
    wrapped_key = models.BinaryField()
    location = models.CharField(max_length=200)
    stored_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "id"], name="stored_file_county_id")]
        indexes = [models.Index(fields=["county", "sha256"], name="stored_file_by_content")]


class EvidenceStatus(models.TextChoices):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"  # unreadable or wrong paper: asked for again
    REPLACED = "replaced"  # photographed once more before anybody judged it


class Evidence(models.Model):
    """One page of a supporting document (佐證文件) of a case; `kind` is the program's evidence code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence", db_constraint=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, db_constraint=False)
    kind = models.CharField(max_length=40)
    page = models.IntegerField(default=1)
    person_key = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=20, choices=EvidenceStatus.choices, default=EvidenceStatus.RECEIVED)
    received_on = models.DateField()
    received_by_name = models.CharField(max_length=100)
    judged_at = models.DateTimeField(null=True)
    judged_by = models.UUIDField(null=True)
    refusal_reason = models.CharField(max_length=200, blank=True)


class GeneratedDocument(models.Model):
    """A document this system made: letter, roster, official document, bank file. Re-made byte for byte."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    town = models.CharField(max_length=8, blank=True)
    case = models.ForeignKey(
        Case, null=True, on_delete=models.PROTECT, related_name="generated", db_constraint=False
    )
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, db_constraint=False)
    file_name = models.CharField(max_length=120)
    amount = models.BigIntegerField(null=True)  # NT$, the figure the document states
    made_at = models.DateTimeField(default=clock.now)
    made_by_name = models.CharField(max_length=100)


class OfficialDocument(models.Model):
    """An electronic official document (電子公文) and where it stands on its way.

    `body` is the letter as it was issued (sealed JSON of ports.OfficialLetter). `files` are the DI, SW and
    attachments the exchange took over, each {"name", "sha256"}; empty until it is sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    town = models.CharField(max_length=8, blank=True)
    reference_number = models.CharField(max_length=40)
    sender_name = models.CharField(max_length=60)
    recipient_name = models.CharField(max_length=60)
    subject = models.CharField(max_length=300)
    body = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    files = models.JSONField(default=list)
    receipt = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="official_document_county_id"),
            models.UniqueConstraint(fields=["county", "reference_number"], name="reference_number_once"),
        ]


class ReferenceCounter(models.Model):
    """Next serial of an office's document numbers (發文字號) in a ROC year."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    prefix = models.CharField(max_length=20)
    period = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "prefix", "period"], name="reference_counter_once")
        ]
