"""Tables of the ground: offices and people, audit chain, outbox, idempotency keys, promises."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from welfare.foundation import clock
from welfare.foundation.roles import Role


class AgencyKind(models.TextChoices):
    MINISTRY = "ministry", _("部會")
    COUNTY_GOVERNMENT = "county_government", _("縣市政府")
    TOWNSHIP_OFFICE = "township_office", _("公所")
    VILLAGE_OFFICE = "village_office", _("村里辦公處")


class Agency(models.Model):
    """An office. `county`, `town`, `village` are region codes of 5, 8, 11 digits, empty where wider."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=20, choices=AgencyKind.choices)
    name = models.CharField(max_length=60)
    agency_code = models.CharField(max_length=10, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    county = models.CharField(max_length=5, blank=True)
    town = models.CharField(max_length=8, blank=True)
    village = models.CharField(max_length=11, blank=True)
    address = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "county", "town", "village"], name="agency_once")
        ]

    def __str__(self) -> str:
        return self.name


class OfficerManager(BaseUserManager):  # type: ignore[type-arg]
    def create_officer(self, username: str, name: str, password: str | None = None) -> "Officer":
        officer: Officer = self.model(username=username, name=name)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer

    def get_by_natural_key(self, username: str | None) -> "Officer":
        found: Officer = self.get(username=username)
        return found


class Officer(AbstractBaseUser):
    """One person, one account. What the person may do comes from appointments, never from here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = OfficerManager()

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """One officer in one role of one office, from a date to a date (inclusive)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="appointments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    role = models.CharField(max_length=30, choices=[(r.value, r.value) for r in Role if r is not Role.SYSTEM])
    villages = models.JSONField(default=list, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="appointment_ends_after_start",
            )
        ]


class Deputyship(models.Model):
    """Deputy (職務代理): `deputy` acts in `appointment` between two moments. Grants do not delegate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="deputyships")
    deputy = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="deputyships")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    granted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("valid_from")), name="deputyship_ends_after_start"
            )
        ]


class AuditEvent(models.Model):
    """One link of the chain of a county and a day. Written by the database itself from `body`.

    The trigger fills chain position and hashes, so the application cannot choose them; its role can
    neither UPDATE nor DELETE. `body` is the canonical text that was hashed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    day = models.DateField()
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    officer_id = models.UUIDField()
    role = models.CharField(max_length=30)
    case_id = models.UUIDField(null=True)
    body = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "day", "sequence"], name="audit_position_once")
        ]
        indexes = [models.Index(fields=["county", "case_id", "at"], name="audit_by_case")]


class AuditHead(models.Model):
    """The last link of each chain, kept by the trigger: a cut tail is found."""

    chain = models.CharField(primary_key=True, max_length=20)
    county = models.CharField(max_length=5)
    day = models.DateField()
    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)


class OutboxMessage(models.Model):
    """What must still happen outside the transaction that decided it. Delivered at least once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    topic = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now)
    next_try_at = models.DateTimeField(default=clock.now)
    tries = models.IntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="outbox_waiting",
                condition=models.Q(delivered_at__isnull=True, given_up_at__isnull=True),
            )
        ]


class IdempotencyKey(models.Model):
    """The same key of the same officer and verb does its work once and answers the same again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    officer_id = models.UUIDField()
    verb = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    result = models.JSONField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "officer_id", "verb", "key"], name="idempotency_key_once"
            )
        ]


class Promise(models.Model):
    """Something this system said would happen: by when, and who answers for it. No personal data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    owner_role = models.CharField(max_length=30)
    due_at = models.DateTimeField()
    made_at = models.DateTimeField(default=clock.now)
    kept_at = models.DateTimeField(null=True)
    broken_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "kind", "subject"], name="promise_once")]
        indexes = [
            models.Index(fields=["due_at"], name="promise_open", condition=models.Q(kept_at__isnull=True))
        ]
