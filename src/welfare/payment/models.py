"""Tables of money: entitlements, rosters, lines, files. Integer NT$ throughout."""

import uuid

from django.db import models


from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators

from welfare.case.models import Case
from welfare.decision.models import Decision
from welfare.documents.models import GeneratedDocument
from welfare.foundation import clock
from welfare.intake.models import PayeeAccount


class Entitlement(models.Model):
    """What a decision gives a person each month of a period. Overlaps for person and program are refused."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entitlements", db_constraint=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, db_constraint=False)
    program = models.CharField(max_length=40)
    person_key = models.CharField(max_length=64)
    period = DateRangeField()  # [first of month, first of the month after the last)
    monthly_amount = models.IntegerField()
    rule_version = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=clock.now)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="entitlement_county_id"),
            models.CheckConstraint(condition=models.Q(monthly_amount__gt=0), name="entitlement_is_positive"),
            ExclusionConstraint(
                name="entitlements_do_not_overlap",
                expressions=[
                    ("county", RangeOperators.EQUAL),
                    ("person_key", RangeOperators.EQUAL),
                    ("program", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(ended_on__isnull=True),
            ),
        ]


class RosterStatus(models.TextChoices):
    PREPARED = "prepared"
    RELEASED = "released"
    SENT = "sent"


class PaymentRoster(models.Model):
    """Payment roster (撥款清冊) of one county, program and pay month; frozen when prepared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    program = models.CharField(max_length=40)
    pay_month = models.DateField()  # first of the month
    batch = models.IntegerField(default=1)
    status = models.CharField(max_length=20, choices=RosterStatus.choices, default=RosterStatus.PREPARED)
    line_count = models.IntegerField()
    total_amount = models.BigIntegerField()  # NT$
    pay_on = models.DateField()
    prepared_by = models.UUIDField()
    prepared_by_name = models.CharField(max_length=100)
    prepared_at = models.DateTimeField(default=clock.now)
    released_by = models.UUIDField(null=True)
    released_by_name = models.CharField(max_length=100, blank=True)
    released_at = models.DateTimeField(null=True)
    sheet = models.ForeignKey(
        GeneratedDocument, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="payment_roster_county_id"),
            models.UniqueConstraint(
                fields=["county", "program", "pay_month", "batch"], name="payment_roster_once"
            ),
            models.CheckConstraint(
                condition=models.Q(released_by__isnull=True) | ~models.Q(released_by=models.F("prepared_by")),
                name="prepared_and_released_by_two_persons",
            ),
        ]


class PaymentLine(models.Model):
    """One month of one entitlement to one account. (county, person, program, month) can be paid once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payment_lines", db_constraint=False)
    roster = models.ForeignKey(PaymentRoster, on_delete=models.PROTECT, related_name="lines", db_constraint=False)
    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, db_constraint=False)
    account = models.ForeignKey(PayeeAccount, on_delete=models.PROTECT, db_constraint=False)
    position = models.IntegerField()
    program = models.CharField(max_length=40)
    person_key = models.CharField(max_length=64)
    benefit_month = models.DateField()
    amount = models.IntegerField()
    cause = models.CharField(max_length=20)  # new | continued | back_payment

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "person_key", "program", "benefit_month"],
                name="one_payment_per_person_program_month",
            ),
            models.UniqueConstraint(fields=["roster", "position"], name="payment_position_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_is_positive"),
        ]


class TransferFile(models.Model):
    """The file handed to the post office or bank for a released roster; made once, re-exported byte for byte."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    roster = models.ForeignKey(PaymentRoster, on_delete=models.PROTECT, related_name="files", db_constraint=False)
    layout = models.CharField(max_length=40)
    document = models.ForeignKey(GeneratedDocument, on_delete=models.PROTECT, db_constraint=False)
    line_count = models.IntegerField()
    total_amount = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "layout"], name="one_file_per_roster_and_layout")]
