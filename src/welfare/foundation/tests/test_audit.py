"""Whatever somebody with all powers does to the trail, `verify` names the first row that does not hold."""

import pytest
from django.db import connection, connections

from welfare.foundation import audit
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.audit_labels import EVENT_LABELS
from welfare.foundation.models import AuditEvent
from welfare.foundation.row_access import acting_as
from welfare.project import cluster
from welfare.project.cluster import testing

ROWS = 6


@pytest.fixture
def trail(own_database):
    """Six events of a county and one national, really committed; yields a way to run SQL with all powers."""
    system = Acting.system("10015")
    for number in range(ROWS):
        audit.append(by=system, event=Event.CASE_READ, number=number)
    audit.append(by=Acting.system(), event=Event.ACCOUNT_SIGN_IN_FAILED)
    here = cluster.running(testing.data_dir())

    def tamper(statement):
        with here.connect("superuser", own_database) as superuser:
            superuser.execute("set session_replication_role = replica")  # past every trigger
            names = statement.replace("EVENTS", "foundation_auditevent").replace(
                "HEADS", "foundation_audithead"
            )
            superuser.execute(names.replace("HEADS", "foundation_audithead"))

    return tamper


def broken():
    with pytest.raises(audit.BrokenChain) as found:
        audit.verify()
    return str(found.value)


@pytest.mark.proves("P10-26")
def test_an_untouched_trail_holds(trail):
    assert audit.verify() == audit.Verified(chains=2, rows=ROWS + 1)


@pytest.mark.proves("P10-26")
@pytest.mark.parametrize(
    ("crime", "first_broken"),
    [
        pytest.param(
            "update EVENTS set body = replace(body, 'case.read', 'case.seen') where sequence = 3",
            3,
            id="text changed",
        ),
        pytest.param("update EVENTS set event = 'case.opened' where sequence = 3", 3, id="column changed"),
        pytest.param(
            "update EVENTS set at = at - interval '1 minute' where sequence = 4", 4, id="time changed"
        ),
        pytest.param("update EVENTS set role = 'auditor' where sequence = 2", 2, id="role changed"),
        pytest.param("delete from EVENTS where sequence = 3", 4, id="row deleted"),
        pytest.param("delete from EVENTS where sequence = 1 and county <> ''", 2, id="first row deleted"),
        pytest.param(
            "update EVENTS set sequence = -sequence where sequence in (3, 4);"
            " update EVENTS set sequence = 7 + sequence where sequence < 0",
            3,
            id="rows swapped",
        ),
        pytest.param(
            "update EVENTS set sequence = -sequence where sequence > 2;"
            " insert into EVENTS select gen_random_uuid(), county, day, 3, at, event, officer_id, role,"
            " case_id, body, previous_hash, hash from EVENTS where sequence = 2;"
            " update EVENTS set sequence = 1 - sequence where sequence < 0",
            3,
            id="row inserted",
        ),
        pytest.param(f"delete from EVENTS where sequence = {ROWS}", ROWS, id="tail cut"),
        pytest.param("delete from EVENTS where county = '10015'", ROWS, id="all cut"),
        pytest.param(
            "insert into EVENTS select gen_random_uuid(), county, day, 7, at, event, officer_id, role,"
            " case_id, body, hash, encode(sha256(convert_to(hash || '|7|' || body, 'UTF8')), 'hex')"
            " from EVENTS where sequence = 6",
            ROWS,
            id="forged tail",
        ),
        pytest.param("delete from HEADS where county = '10015'", 0, id="recorded end deleted"),
    ],
)
def test_every_way_of_lying_is_found_and_the_first_broken_row_is_named(trail, crime, first_broken):
    trail(crime)
    words = broken()
    assert words.startswith("10015 ") and f"#{first_broken}:" in words


@pytest.mark.proves("P10-26")
@pytest.mark.parametrize(
    "verb",
    [
        "update foundation_auditevent set event = 'x'",
        "delete from foundation_auditevent",
        "truncate foundation_auditevent",
        "select * from foundation_audithead",
        "alter table foundation_auditevent disable trigger audit_chain",
    ],
)
def test_the_application_itself_cannot_touch_what_is_written(db, verb):
    from django.db import ProgrammingError, transaction

    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


@pytest.mark.proves("P10-26")
def test_the_application_cannot_choose_its_place_in_the_chain(db):
    with acting_as(Acting.system("10015")):
        audit.append(by=Acting.system("10015"), event=Event.CASE_READ)
        first = AuditEvent.objects.latest("sequence")
        AuditEvent.objects.create(
            county="10015", day=first.day, sequence=999, at=first.at, event="case.read",
            officer_id=first.officer_id, role="system", body="{}", previous_hash="x", hash="y",
        )  # fmt: skip
        forged = AuditEvent.objects.latest("sequence")
    assert (forged.sequence, forged.previous_hash) == (first.sequence + 1, first.hash)


@pytest.mark.proves("P10-16")
def test_a_name_outside_the_catalogue_cannot_be_written(db):
    with pytest.raises(AttributeError):
        audit.append(by=Acting.system("10015"), event="case.borrowed")


def test_every_event_has_words_for_the_auditor():
    assert set(EVENT_LABELS) == set(Event)


@pytest.mark.proves("P10-25")
def test_only_the_countys_auditor_reads_the_countys_trail(db, as_, acting):
    audit.append(by=acting("clerk"), event=Event.CASE_READ)
    audit.append(by=acting("tc_clerk"), event=Event.CASE_READ)
    seen = {}
    for username in ("auditor", "clerk", "approver", "operator", "ministry", "tc_chief"):
        with as_(username):
            seen[username] = set(AuditEvent.objects.values_list("county", flat=True))
    assert seen.pop("auditor") == {"10015"}
    assert set().union(*seen.values()) == set()


@pytest.mark.proves("P10-26")
def test_the_command_says_how_many_rows_hold_and_names_the_first_that_does_not(trail, capsys, monkeypatch):
    from welfare.project import boot, cli

    monkeypatch.setattr(boot, "django", lambda: None)
    assert cli.main(["audit", "verify"]) == 0
    assert "7 rows" in capsys.readouterr().out
    trail("delete from foundation_auditevent where sequence = 3")
    assert cli.main(["audit", "verify"]) == 1
    assert "#4: the link before it is missing" in capsys.readouterr().err
    connections.close_all()
