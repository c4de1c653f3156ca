"""Tables of the monthly comparison (社會救助法施行細則第3條): runs, their lines, the changes they found."""

import uuid

from django.db import models

from welfare.case.models import Case
from welfare.foundation import clock
from welfare.lookup.models import Fact, LookupRequest


class ComparisonRun(models.Model):
    """One county and one month; asked again, it goes on where it stood.

    `month`: its first day. `until`: last day the registers are asked about. `joined_after`: the last case
    whose recipients are on the list, so that a killed run goes on behind it; `joined_at`: the list is whole.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    month = models.DateField()
    until = models.DateField()
    answers_due_on = models.DateField()
    started_by_name = models.CharField(max_length=100)
    started_at = models.DateTimeField(default=clock.now)
    last_run_at = models.DateTimeField(default=clock.now)
    joined_after = models.UUIDField(null=True)
    joined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="comparison_run_county_id"),
            models.UniqueConstraint(fields=["county", "month"], name="one_comparison_a_month"),
        ]

    @property
    def name(self) -> str:
        """The lawful batch, as the ledger and the agencies know it."""
        return f"monthly-comparison-{self.county}-{self.month:%Y%m}"


class LineState(models.TextChoices):
    """pending → waiting → same | differs | unanswered; an unanswered line is asked again by the next run."""

    PENDING = "pending"
    WAITING = "waiting"
    SAME = "same"
    DIFFERS = "differs"
    UNANSWERED = "unanswered"


class ComparisonLine(models.Model):
    """One recipient of one case in one register. `asked_at`: what was known before then is compared with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    town = models.CharField(max_length=8)
    run = models.ForeignKey(
        ComparisonRun, on_delete=models.PROTECT, related_name="lines", db_constraint=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    source = models.CharField(max_length=40)
    person_key = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=LineState.choices, default=LineState.PENDING)
    request = models.ForeignKey(
        LookupRequest, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    asked_at = models.DateTimeField(null=True)
    compared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "case", "person_key", "source"], name="comparison_line_once"
            ),
            models.UniqueConstraint(fields=["county", "id"], name="comparison_line_county_id"),
        ]
        indexes = [models.Index(fields=["run", "state", "source", "id"], name="comparison_lines_to_do")]


class ChangeState(models.TextChoices):
    """open → accepted | set_aside; by a person, once."""

    OPEN = "open"
    ACCEPTED = "accepted"
    SET_ASIDE = "set_aside"


class Change(models.Model):
    """A change of circumstances (異動) a register told of: what was known, what it says, what is proposed.

    `kind`, `effect` and `rule_status` are words of the YAML at the time it was found, `articles` the law it
    names; `effective_on` the first day of the month from which the proposal would count, None when no law of
    ours says. `before` None: nothing was known. `to_status`: the state of the case the proposal leads to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    town = models.CharField(max_length=8)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    run = models.ForeignKey(
        ComparisonRun, on_delete=models.PROTECT, related_name="changes", db_constraint=False
    )
    person_key = models.CharField(max_length=64)
    person_name = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    as_of = models.DateField()
    happened_on = models.DateField(null=True)
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    before = models.ForeignKey(
        Fact, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    effect = models.CharField(max_length=20)
    to_status = models.CharField(max_length=30, blank=True)
    effective_on = models.DateField(null=True)
    articles = models.CharField(max_length=200, blank=True)
    rule_status = models.CharField(max_length=20)
    found_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=ChangeState.choices, default=ChangeState.OPEN)
    settled_by = models.UUIDField(null=True)
    settled_by_name = models.CharField(max_length=100, blank=True)
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "case", "person_key", "kind"], name="change_once_a_month"),
            models.UniqueConstraint(fields=["county", "id"], name="change_county_id"),
        ]
        indexes = [
            models.Index(fields=["county", "town", "state", "found_at", "id"], name="change_inbox"),
            models.Index(fields=["case", "state"], name="change_of_case"),
        ]
