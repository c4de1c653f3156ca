"""A connection that stays open between requests remembers nobody."""

import pytest
from django.db import connection

from welfare.foundation.row_access import acting_as, reading_context


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.mark.proves("P10-9")
def test_the_context_does_not_survive_its_transaction_on_the_same_connection(own_database, acting):
    before = backend()
    with acting_as(acting("clerk")):
        assert reading_context()["county"] == "10015"
    assert backend() == before, "the same server process answers, as from a pool"
    assert set(reading_context().values()) == {""}


@pytest.mark.proves("P10-9")
def test_nor_does_it_survive_a_transaction_that_failed(own_database, acting):
    with pytest.raises(ZeroDivisionError), acting_as(acting("clerk")):
        raise ZeroDivisionError
    assert set(reading_context().values()) == {""}
