"""Tables of the case. Every row carries its county: in the key, in the policy, later in the partition."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from welfare.case import search_keys
from welfare.case.states import DECIDED, OCCUPYING, OPEN, STATES, Status
from welfare.foundation import clock
from welfare.foundation.crypto import SealedTextField

#: the deadline of a case without one, so that cases have one order
NEVER = date(9999, 12, 31)


_IS_SHOWN = models.Q(status__in=sorted(s.value for s in (*OPEN, *DECIDED)))
#: what the counts of a worklist read, so that they read the index alone
_COUNTED = (
    "id", "village", "status", "procedure", "due", "opened_by", "is_first_reviewed", "papers_due_on",
    "has_papers_to_judge", "has_letter_to_serve",
)  # fmt: skip
_IS_OPEN = models.Q(status__in=sorted(s.value for s in OPEN))


class Case(models.Model):
    """One applicant × program × period (案件). `status` is assigned by `services.move` alone.

    county/town/village: region codes of 5/8/11 digits of the applicant's registered place.
    applicant_key: keyed hash of the national ID. period: ROC year.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    town = models.CharField(max_length=8)
    village = models.CharField(max_length=11)
    number = models.CharField(max_length=30)
    program = models.CharField(max_length=40)
    procedure = models.CharField(max_length=40)
    period = models.IntegerField()
    applicant_key = models.CharField(max_length=64)
    applicant_name = models.CharField(max_length=100, blank=True)
    applicant_born_on = models.DateField(null=True)
    id_last_four = models.CharField(max_length=4, blank=True)
    status = models.CharField(max_length=30, choices=[(s.value, s.value) for s in Status])
    version = models.IntegerField(default=1)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.UUIDField()
    submitted_on = models.DateField(null=True)
    documents_complete_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    legal_due_on = models.DateField(null=True)
    status_since = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by_name = models.CharField(max_length=100, blank=True)
    last_change = models.CharField(max_length=200, blank=True)
    waiting_for = models.CharField(max_length=200, blank=True)
    # what the worklist asks of a row, written by the stage that knows (`services.mark`)
    is_first_reviewed = models.BooleanField(default=False)
    papers_due_on = models.DateField(null=True)
    has_papers_to_judge = models.BooleanField(default=False)
    has_letter_to_serve = models.BooleanField(default=False)
    due = models.GeneratedField(
        expression=Coalesce("due_on", models.Value(NEVER)), output_field=models.DateField(), db_persist=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "id"], name="case_county_id"),
            models.UniqueConstraint(fields=["county", "number"], name="case_number_once"),
            models.UniqueConstraint(
                fields=["county", "applicant_key", "program", "period"],
                condition=models.Q(status__in=sorted(s.value for s in OCCUPYING)),
                name="one_application_per_person_program_period",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "due", "id"], condition=_IS_OPEN, name="case_open"),
            models.Index(fields=["county", "town", "due", "id"], condition=_IS_OPEN, name="case_open_town"),
            models.Index(fields=["county", "status", "due", "id"], name="case_at"),
            models.Index(fields=["county", "town", "status", "due", "id"], name="case_at_town"),
            models.Index(fields=["county", "id_last_four"], name="case_last_four"),
            models.Index(
                fields=["county", "town"],
                include=[*_COUNTED],
                condition=_IS_SHOWN,
                name="case_counted",
            ),
        ]

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def ministry_code(self) -> str:
        return STATES[self.state].code


class MemberQuerySet(models.QuerySet["Member"]):
    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list["Member"]:
        """As always, and the pieces of their names by which the case is found."""
        made = super().bulk_create(objs, *args, **kwargs)
        SearchKey.note(made)
        return made


class Member(models.Model):
    """A person of the case's household or kin, as the register and the applicant name them (成員).

    `person_key` is the keyed hash of the national ID: the same person in another case of the county has
    the same key. Addresses and phones are sealed; nothing here leaves the case.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members", db_constraint=False)
    relation = models.CharField(max_length=30)
    is_applicant = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=False)
    national_id = SealedTextField(null=True)
    person_key = models.CharField(max_length=64)
    name = models.CharField(max_length=100)
    romanised_name = models.CharField(max_length=100, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    born_on = models.DateField(null=True)
    birth_text = models.CharField(max_length=40, blank=True)
    died_on = models.DateField(null=True)
    same_household = models.BooleanField(default=True)
    lives_together = models.BooleanField(null=True)
    address = SealedTextField(null=True)
    actual_address = SealedTextField(null=True)
    phone = SealedTextField(null=True)
    order = models.IntegerField(default=0)

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person_key"], name="member_once")]
        indexes = [models.Index(fields=["county", "person_key"], name="member_person")]
        ordering = ["order"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        SearchKey.note([self])


class SearchKey(models.Model):
    """A piece of a name, or another thing people have in hand, by which a case is found (檢索鍵).

    Compared by equality only: under row-level security no other comparison may use an index. A piece that
    no longer fits stays; who searches looks at the member itself as well.
    """

    pk = models.CompositePrimaryKey("county", "key", "case")
    county = models.CharField(max_length=5)
    key = models.CharField(max_length=80)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_constraint=False, db_index=False)

    @staticmethod
    def note(members: list[Member]) -> None:
        """Add what leads to the members' cases; what is there already stays."""
        found = {
            (member.county, key, member.case_id)
            for member in members
            for key in search_keys.of_person(member.name, member.romanised_name, member.phone)
        }
        rows = [
            SearchKey(county=county, key=key, case_id=case) for county, key, case in sorted(found, key=str)
        ]
        SearchKey.objects.bulk_create(rows, ignore_conflicts=True)


class Assignment(models.Model):
    """Who works on a case now (承辦). A social worker sees only cases assigned to her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments", db_constraint=False)
    officer_id = models.UUIDField()
    officer_name = models.CharField(max_length=100)
    role = models.CharField(max_length=30)
    assigned_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)


class StepDone(models.Model):
    """Who did which four-eyes act on a case; the database refuses the same person twice (see migration)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps_done", db_constraint=False)
    act = models.CharField(max_length=30)
    officer_id = models.UUIDField()
    on_behalf_of = models.UUIDField(null=True)
    officer_name = models.CharField(max_length=100)
    done_at = models.DateTimeField(default=clock.now)


class TimelineEntry(models.Model):
    """The case's story as people read it (歷程): one row for everything that happened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="timeline", db_constraint=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)  # decision | document | lookup | edit | message | money | visit
    officer_name = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=30, blank=True)
    on_behalf_of_name = models.CharField(max_length=100, blank=True)
    from_status = models.CharField(max_length=30, blank=True)
    to_status = models.CharField(max_length=30, blank=True)
    message = models.CharField(max_length=300)  # a msgid; shown through `text`
    params = models.JSONField(default=dict)
    law = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["case", "-at"], name="timeline_by_case")]

    @property
    def text(self) -> str:
        """The sentence in the reader's language."""
        return str(gettext(self.message) % self.params)


class CaseCounter(models.Model):
    """Next serial of a township and ROC year, so that numbers have no gaps by accident."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    county = models.CharField(max_length=5)
    town = models.CharField(max_length=8)
    period = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "town", "period"], name="case_counter_once")]
