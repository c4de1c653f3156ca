"""Reads of the monthly comparison."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from welfare.case.models import Case, Member
from welfare.foundation import clock
from welfare.lookup.models import Fact
from welfare.lookup.selectors import counting
from welfare.monthly_comparison.comparing import Known
from welfare.monthly_comparison.models import Change, ChangeState, ComparisonLine, ComparisonRun, LineState
from welfare.monthly_comparison.rules import watched_facts
from welfare.payment.models import Entitlement
from welfare.payment.rosters.standing import IN_FORCE

PER_PAGE = 50


def recipients(run: ComparisonRun, cases: int) -> tuple[list[Member], UUID | None]:
    """Living persons the next few cases in force pay for, and the last of those cases (None at the end)."""
    entitled = Entitlement.objects.filter(case=OuterRef("pk"), period__contains=run.month)
    found = Case.objects.filter(Exists(entitled), county=run.county, status__in=[str(s) for s in IN_FORCE])
    if run.joined_after is not None:
        found = found.filter(pk__gt=run.joined_after)
    page = list(found.order_by("pk")[:cases])
    if not page:
        return [], None
    standing = {case.pk: case for case in page}
    members = Member.objects.filter(
        Q(is_applicant=True) | Q(is_listed=True), case__in=page, died_on=None, national_id__isnull=False
    )
    listed = list(members)
    for member in listed:
        member.case = standing[member.case_id]
    return listed, page[-1].pk


def lines_to_compare(run: ComparisonRun) -> QuerySet[ComparisonLine]:
    """Lines whose register has spoken, or given up; late answers of unanswered lines included."""
    spoken = Q(request__status__in=["answered", "no_record"])
    over = Q(state=LineState.WAITING, request__status__in=["failed", "id_mismatch"])
    late = Q(state__in=[LineState.WAITING, LineState.UNANSWERED]) & spoken
    return ComparisonLine.objects.filter(over | late, run=run).order_by("source", "id")


def known_before(lines: Iterable[ComparisonLine], source: str) -> dict[UUID, Known]:
    """Line → what counted about everybody of its case before it was asked; one query for all lines."""
    lines = list(lines)
    facts = Fact.objects.filter(case__in={line.case_id for line in lines}, kind__in=watched_facts(source))
    by_case: dict[UUID, list[Fact]] = defaultdict(list)
    for fact in facts.select_related("confirmation").order_by("recorded_at", "id"):
        by_case[fact.case_id].append(fact)
    return {line.id: _known([f for f in by_case[line.case_id] if _is_older(f, line)]) for line in lines}


def told_now(lines: Iterable[ComparisonLine], source: str) -> dict[UUID, Known]:
    """Line → what the answer to its question says; one query for all lines."""
    lines = list(lines)
    facts = Fact.objects.filter(request__in=[line.request_id for line in lines])
    by_request: dict[UUID | None, list[Fact]] = defaultdict(list)
    for fact in facts.filter(kind__in=watched_facts(source)).order_by("recorded_at", "id"):
        by_request[fact.request_id].append(fact)
    return {line.id: _known(by_request[line.request_id]) for line in lines}


def _is_older(fact: Fact, line: ComparisonLine) -> bool:
    asked_at: datetime | None = line.asked_at
    return asked_at is not None and fact.recorded_at < asked_at


def _known(facts: list[Fact]) -> Known:
    found: dict[str, dict[str, Fact]] = defaultdict(dict)
    for (person, kind), fact in counting(facts).items():
        found[person][kind] = fact
    return found


def runs() -> QuerySet[ComparisonRun]:
    return ComparisonRun.objects.order_by("-month", "county")


def states_by_source(run: ComparisonRun) -> dict[str, Counter[LineState]]:
    """Source → how many lines stand where."""
    rows = (
        ComparisonLine.objects.filter(run=run)
        .values_list("source", "state")
        .annotate(n=Count("pk"))
        .order_by()
    )
    found: dict[str, Counter[LineState]] = defaultdict(Counter)
    for source, state, n in rows:
        found[source][LineState(state)] += n
    return dict(found)


def changes_by_kind(run: ComparisonRun) -> dict[str, Counter[str]]:
    """Kind → how many changes are open, accepted, set aside; the most frequent first."""
    rows = Change.objects.filter(run=run).values_list("kind", "state").annotate(n=Count("pk")).order_by()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, state, n in rows:
        found[kind][state] += n
    return dict(sorted(found.items(), key=lambda item: -item[1].total()))


@dataclass(frozen=True, slots=True)
class Page:
    """Changes of one page; `more`: the id the next page begins after, None at the end."""

    rows: list[Change]
    more: UUID | None = None


def inbox(*, state: str, kind: str = "", town: str = "", after: UUID | None = None) -> Page:
    """Changes of the acting office in the order they were found."""
    found = Change.objects.filter(state=state).select_related("case")
    found = found.filter(kind=kind) if kind else found
    found = found.filter(town=town) if town else found
    begin = Change.objects.filter(pk=after).values_list("found_at", "pk").first() if after else None
    if begin is not None:
        found = found.filter(Q(found_at__gt=begin[0]) | Q(found_at=begin[0], pk__gt=begin[1]))
    rows = list(found.order_by("found_at", "pk")[: PER_PAGE + 1])
    more = rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None
    return Page(rows[:PER_PAGE], more)


def open_counts(field: str) -> dict[str, int]:
    """How many open changes per kind or town."""
    rows = Change.objects.filter(state=ChangeState.OPEN).values_list(field).annotate(n=Count("pk")).order_by()
    return dict(sorted(rows, key=lambda row: -row[1]))


def late_changes() -> int:
    return Change.objects.filter(state=ChangeState.OPEN, due_on__lt=clock.today()).count()


def open_changes_of(case: Case) -> list[Change]:
    return list(
        Change.objects.filter(case=case, state=ChangeState.OPEN)
        .select_related("fact", "before")
        .order_by("found_at", "pk")
    )
