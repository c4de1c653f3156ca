"""Two senders at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection

from welfare.foundation.row_access import acting_as
from welfare.review.models import FirstReviewRoster
from welfare.review.services import RosterNotReady, send_roster
from welfare.review.tests.factories import a_first_reviewed_case

SENDERS = 4


@pytest.mark.proves("R18")
def test_senders_at_the_same_moment_make_one_roster(own_database, acting):
    by = acting("caseworker")
    case = a_first_reviewed_case(by)

    def send(_n: int) -> UUID | None:
        try:
            with acting_as(by):
                return send_roster(by=by, program=case.program, case_ids=[case.id]).pk
        except RosterNotReady:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(SENDERS) as pool:
        made = [pk for pk in pool.map(send, range(SENDERS)) if pk]
    assert len(made) == 1
    with acting_as(by):
        assert FirstReviewRoster.objects.count() == 1
