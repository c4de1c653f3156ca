"""The ledger of the exchange: what left in which parcel, what came back, and each subject's one outcome.

No names and no ID numbers stand here: a line names a request, a parcel keeps its content sealed.
"""

import uuid

from django.db import models

from welfare.foundation import clock
from welfare.lookup.models.asking import LookupRequest


class ParcelStatus(models.TextChoices):
    """prepared → sent → acknowledged → closed; failed when lines ended without an answer.

    A channel that acknowledges nothing goes from sent to closed; late answers close a failed parcel.
    """

    PREPARED = "prepared"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"
    FAILED = "failed"


class LineOutcome(models.TextChoices):
    """A line waits, or has exactly one outcome. Only "failed" may still become an answer (a late one)."""

    WAITING = "waiting"
    ANSWERED = "answered"
    NO_RECORD = "no_record"
    ID_MISMATCH = "id_mismatch"
    FAILED = "failed"


#: outcomes an agency has spoken: the database lets nobody change them
SPOKEN = frozenset({LineOutcome.ANSWERED, LineOutcome.NO_RECORD, LineOutcome.ID_MISMATCH})


class DeliveryStatus(models.TextChoices):
    """reading (checked, being settled) → accepted, or duplicate when every line had its answer before."""

    READING = "reading"
    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    UNASKED = "unasked"
    QUARANTINED = "quarantined"


class Parcel(models.Model):
    """One outgoing batch to one register, under a reference that never changes over resends.

    `content` is what the connector packed, sealed; it is thrown away when the last line has its answer.
    `digest`: SHA-256 of the unsealed content. `due_at`: by then an answer, or the waiting lines fail.
    `error`: sentence about the last trouble. `next_try_at` empty: nothing is sent any more by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    source = models.CharField(max_length=40)
    reference = models.CharField(max_length=80)
    purpose = models.CharField(max_length=60)
    legal_basis = models.CharField(max_length=120)
    subjects = models.IntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    status = models.CharField(max_length=20, choices=ParcelStatus.choices, default=ParcelStatus.PREPARED)
    prepared_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, default=clock.now)
    transaction = models.CharField(max_length=80, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="parcel_county_id"),
            models.UniqueConstraint(fields=["county", "reference"], name="parcel_reference_once"),
        ]
        indexes = [
            models.Index(
                fields=["county", "source", "next_try_at"],
                name="parcel_to_send",
                condition=models.Q(next_try_at__isnull=False),
            ),
            models.Index(
                fields=["county", "source", "due_at"],
                name="parcel_due",
                condition=models.Q(status__in=["prepared", "sent", "acknowledged"]),
            ),
            models.Index(fields=["county", "prepared_at"], name="parcel_by_day"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether answers are awaited within the deadline."""
        return self.status in {ParcelStatus.PREPARED, ParcelStatus.SENT, ParcelStatus.ACKNOWLEDGED}


class Delivery(models.Model):
    """One incoming thing, known by the hash of its bytes; `county` is empty when it cannot be told.

    `said`: how many subjects it speaks about (its control total) = `settled` + `refused` (the agency did not
    look) + `repeated` (had their outcome before); `reopened` of the settled ones had failed. `times_seen`
    counts the same bytes coming again. `reason`: sentence for the operator; empty when all is well.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5, blank=True)
    source = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    parcel = models.ForeignKey(
        Parcel, null=True, on_delete=models.PROTECT, related_name="deliveries", db_constraint=False
    )
    status = models.CharField(max_length=20, choices=DeliveryStatus.choices)
    reason = models.CharField(max_length=200, blank=True)
    part = models.IntegerField(null=True)
    parts = models.IntegerField(null=True)
    said = models.IntegerField(default=0)
    settled = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    repeated = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    times_seen = models.IntegerField(default=1)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=clock.now)
    examined_at = models.DateTimeField(null=True)
    examined_by = models.UUIDField(null=True)
    examined_by_name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "source", "digest"], name="delivery_once"),
            models.UniqueConstraint(fields=["county", "id"], name="delivery_county_id"),
        ]
        indexes = [
            models.Index(fields=["source", "digest"], name="delivery_by_digest"),
            models.Index(
                fields=["county", "recorded_at"],
                name="delivery_to_examine",
                condition=models.Q(status__in=["quarantined", "unasked"], examined_at__isnull=True),
            ),
        ]


class ParcelLine(models.Model):
    """One subject of one parcel and its one outcome.

    `answer` is the keyed hash of what was answered, so that a contradiction is noticed. `failed_at` stays
    when a late answer reopens the line.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="lines", db_constraint=False)
    seq = models.IntegerField()
    request = models.ForeignKey(
        LookupRequest, on_delete=models.PROTECT, related_name="lines", db_constraint=False
    )
    outcome = models.CharField(max_length=20, choices=LineOutcome.choices, default=LineOutcome.WAITING)
    settled_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    delivery = models.ForeignKey(
        Delivery, null=True, on_delete=models.PROTECT, related_name="lines", db_constraint=False
    )
    answer = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "parcel", "seq"], name="parcel_line_once"),
            models.UniqueConstraint(
                fields=["county", "request"],
                name="request_waits_in_one_parcel",
                condition=models.Q(outcome=LineOutcome.WAITING),
            ),
        ]
        indexes = [models.Index(fields=["request"], name="line_by_request")]


class Channel(models.Model):
    """How a register is doing, as one county sees it: for the board, never for a decision.

    `reached_at`: last contact; `answered_at`: last answer; `took_ms`: how long the last answers took.
    `silent_since` with `trouble` (a sentence) while the `silent_step` (ask, send, collect) gets nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    source = models.CharField(max_length=40)
    reached_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    silent_since = models.DateTimeField(null=True)
    silent_step = models.CharField(max_length=10, blank=True)
    trouble = models.CharField(max_length=200, blank=True)
    took_ms = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "source"], name="channel_once")]
