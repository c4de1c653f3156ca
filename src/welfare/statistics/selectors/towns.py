"""Townships side by side: no ranks, no figure that could be one person."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q

from welfare.case.models import Case
from welfare.foundation import regions
from welfare.statistics.quantiles import median, p90
from welfare.statistics.selectors.pending import PENDING
from welfare.statistics.selectors.times import Letter
from welfare.statistics.small_cells import hide_small


@dataclass(frozen=True, slots=True)
class TownRow:
    """One township. None: too few to show, or hidden so that a small one cannot be worked out."""

    name: str
    letters: int | None
    median: Fraction | None
    p90: int | None
    pending: int | None
    overdue: int | None
    papers: int | None


def towns(county: str, found: list[Letter], saved: Counter[str], today: date) -> list[TownRow]:
    """Every township of a county in the order of the ministry's codes; `saved`: papers by town."""
    days: dict[str, list[int]] = defaultdict(list)
    for letter in found:
        days[letter.town].append(letter.days)
    waiting, late = _waiting(today)
    places = regions.towns_of(county)
    letters = hide_small({town.code: len(days[town.code]) for town in places})
    pending = hide_small({town.code: waiting[town.code] for town in places})
    overdue = hide_small({town.code: late[town.code] for town in places})
    papers = hide_small({town.code: saved[town.code] for town in places})
    rows = []
    for town in places:
        enough = days[town.code] if letters[town.code] else []
        rows.append(
            TownRow(
                name=town.name,
                letters=letters[town.code],
                median=median(enough),
                p90=p90(enough),
                pending=pending[town.code],
                overdue=overdue[town.code],
                papers=papers[town.code],
            )
        )
    return rows


def _waiting(today: date) -> tuple[Counter[str], Counter[str]]:
    rows = (
        Case.objects.filter(status__in=[str(s) for s in PENDING])
        .values("town")
        .annotate(all=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
        .order_by()
    )
    waiting: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for row in rows:
        waiting[row["town"]], late[row["town"]] = row["all"], row["late"]
    return waiting, late
