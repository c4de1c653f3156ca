"""Whose looks stand on which sheet: a head never signs for own looks, so they stand one level higher."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from welfare.foundation import clock
from welfare.foundation.models import Agency, AgencyKind
from welfare.foundation.roles import Role
from welfare.lookup.looks.models import Look


@dataclass(frozen=True, slots=True)
class Unit:
    """One sheet's office: a town, the county government (empty), or the county's own heads."""

    town: str
    is_heads: bool = False

    @property
    def owner(self) -> Role:
        """Who signs: the chief of the office, the county's approver, the auditor."""
        if self.is_heads:
            return Role.AUDITOR
        return Role.SECTION_CHIEF if self.town else Role.COUNTY_APPROVER

    def looks(self) -> Q:
        if self.is_heads:
            return Q(role=Role.COUNTY_APPROVER)
        if self.town:
            return Q(town=self.town) & ~Q(role=Role.SECTION_CHIEF)
        return (Q(town="") | Q(role=Role.SECTION_CHIEF)) & ~Q(role=Role.COUNTY_APPROVER)


def bounds(month: date) -> tuple[datetime, datetime]:
    """First moment of the month and of the next one, in Taiwan. `month`: any day of it."""
    first = month.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return clock.start_of_day(first), clock.start_of_day(following)


def looks_of(county: str, unit: Unit, month: date) -> QuerySet[Look]:
    """Rows of one sheet in the order of the digest."""
    start, end = bounds(month)
    rows = Look.objects.filter(unit.looks(), county=county, at__gte=start, at__lt=end)
    return rows.order_by("at", "id")


def units(county: str, month: date) -> list[Unit]:
    """Every township with somebody who looked, every township office with a chief, the county, its heads."""
    start, end = bounds(month)
    looked = Look.objects.filter(county=county, at__gte=start, at__lt=end).order_by().values_list("town")
    staffed = Agency.objects.filter(
        county=county, kind=AgencyKind.TOWNSHIP_OFFICE, appointment__role=Role.SECTION_CHIEF
    ).values_list("town")
    towns = {town for (town,) in [*looked.distinct(), *staffed.distinct()]} - {""}
    return [*(Unit(town) for town in sorted(towns)), Unit(""), Unit("", is_heads=True)]
