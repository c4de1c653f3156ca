"""Tables of money: entitlements, rosters, their lines, what was held back, files. Whole NT$ throughout."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from welfare.case.models import Case
from welfare.decision.models import Decision
from welfare.documents.models import GeneratedDocument
from welfare.foundation import clock
from welfare.intake.models import PayeeAccount


class Entitlement(models.Model):
    """What a decision gives a person each month of a period (受給權).

    The database refuses overlaps for person and program, and any change but an earlier end: `period`
    shrinks and `ended_on` says when that was decided.
    """

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
            ),
        ]


class RosterStatus(models.TextChoices):
    """prepared → released → file_made; a prepared one may be withdrawn, which frees its months again."""

    PREPARED = "prepared"
    RELEASED = "released"
    FILE_MADE = "file_made"
    WITHDRAWN = "withdrawn"


class PaymentRoster(models.Model):
    """Payment roster (撥款清冊) of one county, program and pay month; frozen when prepared.

    The counts compare with the month before: persons new, continued, stopped; lines paid for earlier
    months. `held_count` persons were entitled and left out, each with a reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    program = models.CharField(max_length=40)
    pay_month = models.DateField()  # first of the month
    batch = models.IntegerField(default=1)
    status = models.CharField(max_length=20, choices=RosterStatus.choices, default=RosterStatus.PREPARED)
    line_count = models.IntegerField()
    total_amount = models.BigIntegerField()
    new_count = models.IntegerField(default=0)
    continued_count = models.IntegerField(default=0)
    back_payment_count = models.IntegerField(default=0)
    stopped_count = models.IntegerField(default=0)
    held_count = models.IntegerField(default=0)
    pay_on = models.DateField()
    prepared_by = models.UUIDField()
    prepared_by_name = models.CharField(max_length=100)
    prepared_on_behalf_of = models.UUIDField(null=True)
    prepared_at = models.DateTimeField(default=clock.now)
    released_by = models.UUIDField(null=True)
    released_by_name = models.CharField(max_length=100, blank=True)
    released_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=100, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    sheet = models.ForeignKey(
        GeneratedDocument, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    plain_sheet = models.ForeignKey(
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
        indexes = [models.Index(fields=["county", "-prepared_at", "-id"], name="payment_rosters_newest")]


class Cause(models.TextChoices):
    """Why a line is there: first month, as last month, or a month before the pay month."""

    NEW = "new"
    CONTINUED = "continued"
    BACK_PAYMENT = "back_payment"


class PaymentLine(models.Model):
    """One month of one entitlement to one account. (county, person, program, month) can be paid once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="payment_lines", db_constraint=False
    )
    roster = models.ForeignKey(
        PaymentRoster, on_delete=models.PROTECT, related_name="lines", db_constraint=False
    )
    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, db_constraint=False)
    account = models.ForeignKey(PayeeAccount, on_delete=models.PROTECT, db_constraint=False)
    position = models.IntegerField()
    program = models.CharField(max_length=40)
    person_key = models.CharField(max_length=64)
    benefit_month = models.DateField()
    amount = models.IntegerField()
    cause = models.CharField(max_length=20, choices=Cause.choices)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "person_key", "program", "benefit_month"],
                condition=models.Q(withdrawn=False),
                name="one_payment_per_person_program_month",
            ),
            models.UniqueConstraint(fields=["roster", "position"], name="payment_position_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_is_positive"),
        ]
        indexes = [models.Index(fields=["county", "program", "benefit_month"], name="payment_lines_of_month")]


class HoldReason(models.TextChoices):
    NO_ACCOUNT = "no_account"
    UNUSABLE_ACCOUNT = "unusable_account"
    NOT_POST_OFFICE = "not_post_office"
    DECEASED = "deceased"
    NOTICE_NOT_ISSUED = "notice_not_issued"
    NOT_IN_FORCE = "not_in_force"


class HeldPayment(models.Model):
    """Somebody entitled whom a roster left out (暫緩撥款), and why: the months stay due for the next one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    roster = models.ForeignKey(
        PaymentRoster, on_delete=models.PROTECT, related_name="held", db_constraint=False
    )
    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, db_constraint=False)
    reason = models.CharField(max_length=30, choices=HoldReason.choices)
    month_count = models.IntegerField()
    amount = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "entitlement"], name="held_once_per_roster")]


class TransferFile(models.Model):
    """The file for the post office or bank of a released roster; made once, re-exported byte for byte."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    roster = models.ForeignKey(
        PaymentRoster, on_delete=models.PROTECT, related_name="files", db_constraint=False
    )
    layout = models.CharField(max_length=40)
    document = models.ForeignKey(GeneratedDocument, on_delete=models.PROTECT, db_constraint=False)
    line_count = models.IntegerField()
    total_amount = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roster", "layout"], name="one_file_per_roster_and_layout")
        ]
