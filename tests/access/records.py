"""Somebody else's records, one of each kind, with a word in them that must never be seen.

`RECORDS` is keyed by the name a record has in addresses. Rows are filled from the model itself, so a new
column needs nothing here; a new kind of record in an address needs one line.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction

from welfare.case.states import Status
from welfare.case.tests.factories import a_case
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import SealedTextField
from welfare.foundation.models import Deputyship, Officer
from welfare.foundation.row_access import acting_as
from welfare.intake.sealed_json import SealedJSONField
from welfare.project.demo.staff import officer_id

WORD = "測禁果"

#: name in an address → model of the record
RECORDS = {
    "case_id": "case.Case",
    "evidence_id": "documents.Evidence",
    "document_id": "documents.GeneratedDocument",
    "file_id": "documents.StoredFile",
    "request_id": "intake.SupplementRequest",
    "item_id": "intake.SupplementItem",
    "lookup_id": "lookup.LookupRequest",
    "fact_id": "lookup.Fact",
    "sheet_id": "looks.LookSheet",
    "alarm_id": "looks.LookAlarm",
    "roster_id": "review.FirstReviewRoster",
    "visit_id": "visit.Visit",
    "decision_id": "decision.Decision",
    "notice_id": "decision.Notice",
    "payment_roster_id": "payment.PaymentRoster",
    "comparison_run_id": "monthly_comparison.ComparisonRun",
    "change_id": "monthly_comparison.Change",
    "annual_review_id": "annual_review.AnnualReview",
    "transfer_file_id": "payment.TransferFile",
    "deputyship_id": "foundation.Deputyship",
}
#: parts of an address that name no record: any value must give the same refusal
WORDS_IN_ADDRESSES: dict[str, Any] = {
    "pk": 987654321,
    "officer_id": "00000000-0000-4000-8000-00000000beef",
    "topic": "account",
    "which": "today",
    "person_key": "self",
    "program": "senior_living_allowance",
}


@dataclass
class Place:
    """Where the foreign records are: not where the officer under test works."""

    county: str
    town: str
    village: str
    deputyship: tuple[str, str, str]  # absent, deputy, granter
    number: int  # makes figures and texts of one place differ from the other's
    values: dict[str, Any] = field(default_factory=dict)
    under_way: set[str] = field(default_factory=set)

    def plant(self, wanted: set[str]) -> None:
        """Create a record for each name in `wanted`; fails telling what to add for an unknown name."""
        made: dict[str, models.Model] = {}
        for name in sorted(wanted):
            if name in RECORDS:
                self.values[name] = self._row(RECORDS[name], made).pk
            else:
                assert name in WORDS_IN_ADDRESSES, (
                    f"addresses name a record {name!r} nobody knows here: add it to RECORDS in {__file__}"
                )
                self.values[name] = WORDS_IN_ADDRESSES[name]

    def _row(self, label: str, made: dict[str, models.Model]) -> models.Model:
        if label not in made:
            self.under_way.add(label)
            made[label] = _SPECIAL.get(label, _plain)(self, label, made)
        return made[label]


def _case(place: Place, label: str, made: dict[str, models.Model]) -> models.Model:
    return a_case(
        at=Status.FIRST_REVIEW, county=place.county, town=place.town, village=place.village, name=WORD
    )


def _deputyship(place: Place, label: str, made: dict[str, models.Model]) -> models.Model:
    absent, deputy, granter = place.deputyship
    row = Deputyship(
        appointment=Officer.objects.get(username=absent).appointments.get(),
        deputy_id=officer_id(deputy),
        granted_by_id=officer_id(granter),
        valid_from=clock.now() + timedelta(days=30),  # later than the test, so that nobody's choices change
        valid_until=clock.now() + timedelta(days=31),
    )
    with acting_as(Acting.system(place.county)):
        Deputyship.objects.bulk_create([row])
    return row


def _plain(place: Place, label: str, made: dict[str, models.Model]) -> models.Model:
    """The barest row the database takes: required columns alone, else every column filled."""
    model = apps.get_model(label)
    fixed: dict[str, Any] = {}
    for column in model._meta.concrete_fields:
        if column.name in ("county", "town", "village"):
            fixed[column.name] = getattr(place, column.name)
        elif isinstance(column, models.ForeignKey):
            parent = column.related_model._meta.label
            if parent not in place.under_way or not column.null:
                fixed[column.name] = place._row(parent, made)
    free = [c for c in model._meta.concrete_fields if c.name not in fixed and not c.has_default()]
    refusal: Exception | None = None
    for filled in (
        [c for c in free if not c.null],
        [c for c in free if not isinstance(c, models.ForeignKey)],
    ):
        row = model(**fixed, **{c.name: _value(c, place.number) for c in filled})
        try:
            with acting_as(Acting.system(place.county)), transaction.atomic():
                model._base_manager.bulk_create([row])
        except IntegrityError as error:
            refusal = error
        else:
            return row
    raise AssertionError(
        f"no row of {label} is accepted; make one by hand in _SPECIAL in {__file__}"
    ) from refusal


def _value(column: models.Field, number: int) -> Any:  # type: ignore[type-arg]
    if column.choices:
        return column.flatchoices[0][0]
    kinds: tuple[tuple[type, Callable[[], Any]], ...] = (
        (models.UUIDField, uuid4),
        (models.DateTimeField, clock.now),
        (models.DateField, clock.today),
        (models.BooleanField, bool),
        (models.JSONField, dict),
        (ArrayField, list),
        (models.IntegerField, lambda: number),
        (models.CharField, lambda: f"{WORD}{number}"[: column.max_length]),
        (models.TextField, lambda: WORD),
        (SealedJSONField, dict),
        (SealedTextField, lambda: WORD),
        (models.BinaryField, WORD.encode),
    )
    for kind, make in kinds:
        if isinstance(column, kind):
            return make()
    raise AssertionError(f"no value known for {column}: add its type to _value in {__file__}")


def _comparison_run(place: Place, label: str, made: dict[str, models.Model]) -> models.Model:
    month = clock.today().replace(day=1, month=place.number)  # one a month in a county
    row = apps.get_model(label)(county=place.county, month=month, until=month, answers_due_on=month)
    with acting_as(Acting.system(place.county)):
        type(row).objects.bulk_create([row])
    return row


_SPECIAL: dict[str, Callable[[Place, str, dict[str, models.Model]], models.Model]] = {
    "case.Case": _case,
    "foundation.Deputyship": _deputyship,
    "monthly_comparison.ComparisonRun": _comparison_run,
}
