"""Rows stay for the whole retention: the command removes older ones, the database refuses the rest."""

from datetime import timedelta

import pytest

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.models import AuditEvent
from welfare.foundation.row_access import acting_as
from welfare.lookup.looks import parameters
from welfare.lookup.looks.models import Look
from welfare.lookup.looks.retiring import _remove, limit, retire
from welfare.lookup.tests.factories import a_looked_up_case

HUALIEN = "10015"


@pytest.mark.proves("PD-5")
@pytest.mark.proves("P10-14")
def test_rows_past_the_retention_go_and_no_younger_row_can(own_database, agencies):
    case = a_looked_up_case("tier-two-couple")
    years = parameters.figure("retention", "years")
    assert years >= 5
    days = {"old": 366 * years + 5, "almost": 365 * years - 3, "young": 1}
    with acting_as(Acting.system(HUALIEN)) as by:
        kept = Look.objects.count()
        Look.objects.bulk_create(
            Look(county=HUALIEN, case=case, person_key=word, kind="viewed", page="case", role=by.role,
                 officer_id=by.officer_id, officer_name="x", at=clock.now() - timedelta(days=ago))
            for word, ago in days.items()
        )  # fmt: skip
    with acting_as(Acting.system(HUALIEN)):
        assert retire(county=HUALIEN).rows == 1
        assert set(Look.objects.filter(person_key__in=days).values_list("person_key", flat=True)) == {
            "almost",
            "young",
        }
        tomorrow = clock.now() + timedelta(days=1)
        assert (
            _remove(HUALIEN, tomorrow, "owner") == 0
        )  # asked for more, the owner too removes nothing younger
        assert Look.objects.count() == kept + 2
        assert AuditEvent.objects.filter(event="looks.retired").count() == 1


def test_the_first_day_kept_is_never_later_than_the_retention_allows():
    for day in (clock.today().replace(month=m, day=28) for m in range(1, 13)):
        assert (day - limit(day)).days >= 365 * parameters.figure("retention", "years")
