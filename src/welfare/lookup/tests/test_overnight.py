"""What a day left open is asked overnight."""

import pytest

from welfare.case.states import Status
from welfare.foundation import outbox
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup import selectors, tasks
from welfare.lookup.tests.factories import a_household_case, a_looked_up_case

pytestmark = pytest.mark.django_db


def overnight():
    tasks.ask_overnight(0)
    return outbox.deliver_all()


def is_closed(case):
    with acting_as(Acting.system(case.county)):
        case.refresh_from_db()
        return bool(selectors.latest_requests(case)) and not selectors.is_waiting(case)


def test_a_case_nobody_asked_about_is_closed_in_the_morning(agencies):
    case = a_household_case("tier-one-widow")
    assert not is_closed(case)
    assert overnight()
    assert is_closed(case)


def test_a_register_that_was_silent_all_day_answers_at_night(agencies):
    agencies.behaviors["tax_records"] = {"down": "temporary"}
    case = a_looked_up_case("tier-one-widow")
    assert not is_closed(case)
    agencies.behaviors.clear()
    overnight()
    assert is_closed(case)
    asked = len(agencies.asked)
    overnight()
    assert len(agencies.asked) == asked, "what has an outcome is not asked twice"


def test_nothing_is_asked_for_a_case_that_ended(agencies):
    case = a_household_case("tier-one-widow")
    with acting_as(Acting.system(case.county)):
        case.status = Status.RETRACTED
        case.save(update_fields=["status"])
    asked = len(agencies.asked)
    overnight()
    assert len(agencies.asked) == asked
