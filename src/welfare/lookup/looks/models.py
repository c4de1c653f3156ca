"""Tables of who looked: the log itself, monthly sheets with their sample, alarms, what staff declared."""

import uuid

from django.db import models

from welfare.case.models import Case
from welfare.foundation import clock
from welfare.foundation.models import Officer
from welfare.lookup.models import LookupRequest


class LookKind(models.TextChoices):
    """asked: a question to a register; viewed, printed, exported: its answer; told: the list was given."""

    ASKED = "asked"
    VIEWED = "viewed"
    PRINTED = "printed"
    EXPORTED = "exported"
    TOLD = "told"


class Look(models.Model):
    """One look at one person's register data (查閱紀錄): one row per page and person, never changed.

    Rows of kind asked are written by the database itself with the request (see migration 0002); the
    database refuses a row in another officer's name. `town`: 8 digits of the looker's office, empty for the
    county government. `sources`: registers whose answers stood on the page. `detail`: a code, no text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="looks", db_constraint=False)
    person_key = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=LookKind.choices)
    page = models.CharField(max_length=40)
    sources = models.JSONField(default=list)
    request = models.ForeignKey(
        LookupRequest, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    at = models.DateTimeField(default=clock.now)
    officer_id = models.UUIDField()
    officer_name = models.CharField(max_length=100)
    role = models.CharField(max_length=30)
    on_behalf_of = models.UUIDField(null=True)
    agency_name = models.CharField(max_length=60, blank=True)
    town = models.CharField(max_length=8, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    legal_basis = models.CharField(max_length=120, blank=True)
    device = models.CharField(max_length=80, blank=True)
    detail = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "id"], name="look_county_id")]
        indexes = [
            models.Index(fields=["case", "-at", "-id"], name="look_by_case"),
            models.Index(fields=["county", "officer_id", "-at", "-id"], name="look_by_officer"),
            models.Index(fields=["county", "-at", "-id"], name="look_by_time"),
            models.Index(fields=["county", "person_key", "at"], name="look_by_person"),
        ]


class SheetStatus(models.TextChoices):
    OPEN = "open"
    SIGNED = "signed"


class LookSheet(models.Model):
    """The looks of one office in one month (查調紀錄陳核表), drawn by the system, signed once by its head.

    A head's own looks stand on the sheet of the office above; `is_heads`: the looks of those who sign for
    the county, signed by the auditor. `totals`: per officer id, name, role, days and counts;
    `officers`: ids of everybody on it, who therefore may not sign. `digest`: SHA-256 over the rows' ids.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    town = models.CharField(max_length=8, blank=True)
    is_heads = models.BooleanField(default=False)
    month = models.DateField()
    status = models.CharField(max_length=20, choices=SheetStatus.choices, default=SheetStatus.OPEN)
    rows = models.IntegerField(default=0)
    totals = models.JSONField(default=list)
    officers = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    agreement = models.JSONField(default=dict)
    drawn_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.UUIDField(null=True)
    signed_on_behalf_of = models.UUIDField(null=True)
    signed_by_name = models.CharField(max_length=100, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="look_sheet_county_id"),
            models.UniqueConstraint(fields=["county", "town", "is_heads", "month"], name="look_sheet_once"),
        ]

    @property
    def is_signed(self) -> bool:
        return self.status == SheetStatus.SIGNED


class Finding(models.TextChoices):
    """What the case file says about a sampled look."""

    IN_ORDER = "in_order"
    NO_REASON = "no_reason"


class LookSample(models.Model):
    """One look drawn for checking against the case file (抽查). The look's id is kept, not its row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    sheet = models.ForeignKey(
        LookSheet, on_delete=models.PROTECT, related_name="samples", db_constraint=False
    )
    look_id = models.UUIDField()
    place = models.IntegerField()
    finding = models.CharField(max_length=20, choices=Finding.choices, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "look_id"], name="look_sample_once")]
        ordering = ["place"]


class AlarmStatus(models.TextChoices):
    OPEN = "open"
    EXPLAINED = "explained"
    MISUSE = "misuse"


class LookAlarm(models.Model):
    """Looks that need a reason (查閱警示): a rule, an officer and a day; answered once, by the auditor.

    `officer_id` is empty when many officers looked at one person. `params` fill the rule's sentence.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    rule = models.CharField(max_length=30)
    day = models.DateField()
    officer_id = models.UUIDField(null=True)
    officer_name = models.CharField(max_length=100, blank=True)
    town = models.CharField(max_length=8, blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    about = models.CharField(max_length=80)  # what makes the alarm one: officer, day, case or person
    params = models.JSONField(default=dict)
    looks = models.JSONField(default=list)
    raised_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=20, choices=AlarmStatus.choices, default=AlarmStatus.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    answered_by = models.UUIDField(null=True)
    answered_by_name = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="look_alarm_county_id"),
            models.UniqueConstraint(fields=["county", "rule", "about"], name="look_alarm_once"),
        ]
        indexes = [models.Index(fields=["county", "status", "-raised_at", "-id"], name="look_alarm_list")]


class StaffDeclaration(models.Model):
    """What an officer declared so that looks at one's own circle are noticed (人員申報); hashes only.

    `person_key`, `kin`: keyed hashes of national IDs; `address_key`: keyed hash of the address; `village`:
    11 digits. The newest of an officer counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    person_key = models.CharField(max_length=64, blank=True)
    kin = models.JSONField(default=list)
    village = models.CharField(max_length=11, blank=True)
    address_key = models.CharField(max_length=64, blank=True)
    declared_at = models.DateTimeField(default=clock.now)
