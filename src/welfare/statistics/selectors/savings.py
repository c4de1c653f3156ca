"""Papers nobody had to bring, and the hours that go with them."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Max, Min

from welfare.case.models import Case
from welfare.foundation import clock
from welfare.lookup.models import SETTLED, LookupRequest
from welfare.statistics.periods import Period

TRANSCRIPTS, TAX_LISTS = "household_registration", "tax_records"


@dataclass(frozen=True, slots=True)
class Savings:
    """Papers by register, by month of the year (1–12) and by township; applications of the period."""

    papers: Counter[str] = field(default_factory=Counter)
    by_month: Counter[int] = field(default_factory=Counter)
    by_town: Counter[str] = field(default_factory=Counter)
    applications: int = 0

    @property
    def total(self) -> int:
        return self.papers.total()


def savings(period: Period) -> Savings:
    """Papers replaced by look-ups of the period: once per case, person and register, whoever asks again."""
    papers: Counter[str] = Counter()
    by_month: Counter[int] = Counter()
    by_town: Counter[str] = Counter()
    answered = (
        LookupRequest.objects.filter(status__in=[str(s) for s in SETTLED], replaces_documents__gt=0)
        .values_list("case_id", "case__town", "subject_key", "source")
        .annotate(first=Min("answered_at"), papers=Max("replaces_documents"))
        .filter(first__gte=period.first_moment, first__lt=period.last_moment)
    )
    for _case, town, _person, source, first, count in answered.iterator(chunk_size=5000):
        papers[source] += count
        by_town[town] += count
        by_month[clock.day_in_taiwan(first).month] += count
    applications = Case.objects.filter(submitted_on__gte=period.start, submitted_on__lt=period.end).count()
    return Savings(papers, by_month, by_town, applications)
