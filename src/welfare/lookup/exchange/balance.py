"""The books: asked = answered + no record + mismatch + failed + waiting, counted from several sides."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncDate

from welfare.foundation import clock
from welfare.foundation.clock import TAIPEI
from welfare.lookup.exchange.bulk import books
from welfare.lookup.models import (
    Delivery,
    DeliveryStatus,
    Fact,
    LineOutcome,
    LookupRequest,
    Parcel,
    ParcelLine,
    ParcelStatus,
    RequestStatus,
)
from welfare.lookup.models.ledger import SPOKEN
from welfare.lookup.purposes import HOUSEHOLD

_EVER = datetime(1970, 1, 1, tzinfo=UTC)
OUTCOMES = tuple(outcome.value for outcome in LineOutcome)


@dataclass
class Sheet:
    """One line of the books; `counts` by outcome, "waiting" included."""

    county: str
    source: str
    day: date | None
    asked: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def is_balanced(self) -> bool:
        return self.asked == sum(self.counts.values())

    def row(self) -> dict[str, Any]:
        """As plain JSON."""
        return {
            "county": self.county,
            "source": self.source,
            "day": self.day.isoformat() if self.day else None,
            "asked": self.asked,
            **{outcome: self.counts[outcome] for outcome in OUTCOMES},
            "balanced": self.is_balanced,
        }


def parcels_by_day(county: str) -> list[Sheet]:
    """Per register and day of packing: subjects as counted when packing, outcomes as the lines have them."""
    asked = (
        Parcel.objects.filter(county=county)
        .annotate(day=TruncDate("prepared_at", tzinfo=TAIPEI))
        .values("source", "day")
        .annotate(n=Sum("subjects"))
        .order_by("-day", "source")
    )
    sheets = {
        (row["source"], row["day"]): Sheet(county, row["source"], row["day"], row["n"]) for row in asked
    }
    outcomes = (
        ParcelLine.objects.filter(county=county)
        .annotate(day=TruncDate("parcel__prepared_at", tzinfo=TAIPEI), source=F("parcel__source"))
        .values_list("source", "day", "outcome")
        .annotate(n=Count("id"))
    )
    for source, day, outcome, count in outcomes:
        sheets[source, day].counts[outcome] += count
    for bulk in books.in_county(county):
        day = bulk.parcel.prepared_at.astimezone(TAIPEI).date()
        sheets[bulk.parcel.source, day].counts += books.outcomes(bulk)
    return list(sheets.values())


def questions_by_day(county: str, *, days: int | None = None) -> list[Sheet]:
    """The same for every question put, to registers that answer at once as well, per day of asking.

    `days`: only so many days back.
    """
    since = clock.now() - timedelta(days=days) if days else _EVER
    rows = (
        LookupRequest.objects.filter(county=county, asked_at__gte=since)
        .annotate(day=TruncDate("asked_at", tzinfo=TAIPEI))
        .values_list("source", "day", "status")
        .annotate(n=Count("id"))
        .order_by("-day", "source")
    )
    sheets: dict[tuple[str, date], Sheet] = {}
    for source, day, status, count in rows:
        sheet = sheets.setdefault((source, day), Sheet(county, source, day))
        sheet.asked += count
        sheet.counts["waiting" if status == RequestStatus.REQUESTED else status] += count
    return list(sheets.values())


def disagreements(county: str, *, days: int | None = None) -> list[str]:
    """Every place where two counts of the same thing differ, one sentence each; empty when balanced.

    `days`: only parcels and deliveries so many days back, quick enough for a page; else everything.
    """
    if days:
        since = clock.now() - timedelta(days=days)
        return [*_parcels(county, since), *_deliveries(county, since)]
    checks = (_requests, _failures, _settled, _persons, books.disagreements)
    everything = [sentence for check in checks for sentence in check(county)]
    return [*_parcels(county, _EVER), *_deliveries(county, _EVER), *everything]


def _parcels(county: str, since: datetime) -> Iterator[str]:
    """As many lines as were packed; closed and failed parcels await nobody; open ones do."""
    counted = Parcel.objects.filter(county=county, prepared_at__gte=since, bulk=None).annotate(
        n=Count("lines"),
        waiting=Count("lines", filter=Q(lines__outcome=LineOutcome.WAITING)),
        failed=Count("lines", filter=Q(lines__outcome=LineOutcome.FAILED)),
    )
    for parcel in counted.exclude(n=F("subjects")):
        yield f"{parcel.reference}: {parcel.subjects} subjects were packed, {parcel.n} lines exist"
    for parcel in counted.filter(status=ParcelStatus.CLOSED).exclude(waiting=0, failed=0):
        yield f"{parcel.reference}: closed, but {parcel.waiting} wait and {parcel.failed} failed"
    for parcel in counted.filter(status=ParcelStatus.FAILED).exclude(waiting=0, failed__gt=0):
        yield f"{parcel.reference}: failed, but {parcel.waiting} wait and {parcel.failed} failed"
    is_read = Delivery.objects.filter(parcel=OuterRef("pk"), status=DeliveryStatus.READING)
    stale = counted.filter(status__in=["prepared", "sent", "acknowledged"], waiting=0)
    for parcel in stale.exclude(Exists(is_read)):
        yield f"{parcel.reference}: open, but nobody waits"


def _deliveries(county: str, since: datetime) -> Iterator[str]:
    """What a delivery says it settled is what lines say it settled."""
    mine = ParcelLine.objects.filter(delivery=OuterRef("pk"), outcome__in=SPOKEN).order_by()
    counted = mine.values("delivery").annotate(n=Count("id")).values("n")
    finished = Delivery.objects.filter(county=county, recorded_at__gte=since, parcel__bulk=None)
    for delivery in finished.exclude(status=DeliveryStatus.READING).annotate(n=Subquery(counted)):
        if delivery.settled != (delivery.n or 0):
            yield f"{delivery.name}: says {delivery.settled} settled, lines say {delivery.n or 0}"
        is_whole = delivery.said == delivery.settled + delivery.refused + delivery.repeated
        if delivery.status in {DeliveryStatus.ACCEPTED, DeliveryStatus.DUPLICATE} and not is_whole:
            yield f"{delivery.name}: speaks of {delivery.said} subjects and accounts for others"


def _requests(county: str) -> Iterator[str]:
    """A line with an answer answered its question, and an answered question has such a line."""
    lines = ParcelLine.objects.filter(county=county).select_related("request")
    for line in lines.filter(outcome__in=SPOKEN, request__status__in=["requested", "failed"]):
        yield f"request {line.request_id}: its line has an answer, the question is {line.request.status}"
    mine = ParcelLine.objects.filter(request=OuterRef("pk"))
    asked = LookupRequest.objects.filter(Exists(mine), county=county, status__in=SPOKEN)
    for request in asked.exclude(Exists(mine.filter(outcome__in=SPOKEN))):
        yield f"request {request.id}: {request.status}, but no line says so"


def _failures(county: str) -> Iterator[str]:
    """A failure has a sentence."""
    for line in ParcelLine.objects.filter(county=county, outcome=LineOutcome.FAILED, error=""):
        yield f"line {line.id}: failed without a sentence"
    silent = LookupRequest.objects.filter(county=county, status=RequestStatus.FAILED, error="")
    for request in silent:
        yield f"request {request.id}: failed without a sentence"


def _settled(county: str) -> Iterator[str]:
    """The facts of an answer are there once."""
    doubled: QuerySet[Any, Any] = (
        Fact.objects.filter(county=county, request__isnull=False, recorded_by=None)
        .values("request", "person_key", "kind")
        .annotate(n=Count("id"))
        .filter(n__gt=1)
    )
    for row in doubled:
        yield f"request {row['request']}: {row['n']} facts of kind {row['kind']} about one person"


def _persons(county: str) -> Iterator[str]:
    """A fact is about the person its question was about; the household register also names relatives."""
    facts = Fact.objects.filter(county=county, request__isnull=False, recorded_by=None)
    others = facts.exclude(person_key=F("request__subject_key")).exclude(source=HOUSEHOLD)
    for fact in others:
        yield f"request {fact.request_id}: a fact of kind {fact.kind} about somebody else"
