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
            superuser.execute(statement)

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
        ("update foundation_auditevent set body = replace(body, 'case.read', 'case.seen') where sequence = 3", 3),
        ("update foundation_auditevent set event = 'case.opened' where sequence = 3", 3),
        ("update foundation_auditevent set at = at - interval '1 minute' where sequence = 4 and county <> ''", 4),
        ("update foundation_auditevent set role = 'auditor' where sequence = 2", 2),
        ("delete from foundation_auditevent where sequence = 3", 4),
        ("delete from foundation_auditevent where sequence = 1 and county <> ''", 2),
        (
            "update foundation_auditevent set sequence = case sequence when 3 then 40 else 41 end"
            " where sequence in (3, 4);"
            " update foundation_auditevent set sequence = case sequence when 40 then 4 else 3 end"
            " where sequence in (40, 41)",
            3,
        ),
        (
            "update foundation_auditevent set sequence = sequence + 100 where sequence > 2;"
            " insert into foundation_auditevent select gen_random_uuid(), county, day, 3, at, event, officer_id,"
            " role, case_id, body, previous_hash, hash from foundation_auditevent where sequence = 2;"
            " update foundation_auditevent set sequence = sequence - 99 where sequence > 100",
            3,
        ),
        (f"delete from foundation_auditevent where sequence = {ROWS}", ROWS),
        ("delete from foundation_auditevent where county = '10015'", ROWS),
        (
            "insert into foundation_auditevent select gen_random_uuid(), county, day, 7, at, event, officer_id,"
            " role, case_id, body, hash, encode(sha256(convert_to(hash || '|7|' || body, 'UTF8')), 'hex')"
            " from foundation_auditevent where sequence = 6",
            ROWS,
        ),
        ("delete from foundation_audithead where county = '10015'", 0),
    ],
    ids=[
        "sealed text changed", "column changed", "time changed", "role changed", "row deleted", "head deleted",
        "rows swapped", "row inserted", "tail cut", "all cut", "forged tail", "recorded end deleted",
    ],
)  # fmt: skip
def test_every_way_of_lying_is_found_and_the_first_broken_row_is_named(trail, crime, first_broken):
    trail(crime)
    words = broken()
    assert words.startswith("10015 ") and f"#{first_broken}:" in words


@pytest.mark.proves("P10-26")
@pytest.mark.parametrize("verb", ["update foundation_auditevent set event = 'x'", "delete from foundation_auditevent",
                                  "truncate foundation_auditevent", "select * from foundation_audithead",
                                  "alter table foundation_auditevent disable trigger audit_chain"])  # fmt: skip
def test_the_application_itself_cannot_touch_what_is_written(db, verb):
    from django.db import ProgrammingError, transaction

    with pytest.raises(ProgrammingError, match="permission denied|must be owner"), transaction.atomic():
        with connection.cursor() as cursor:
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
