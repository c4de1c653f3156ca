"""What the database itself refuses, whatever the application asks: read from its own catalogue."""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from welfare.case.models import Case, Member
from welfare.case.tests.factories import a_case
from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as, reading_context
from welfare.project.demo.staff import TAICHUNG

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

#: tables without row security, each with the reason why it needs none
OPEN_TABLES = {
    "account_emailaddress": "allauth's; officers have no e-mail sign-in, the table stays empty",
    "account_emailconfirmation": "allauth's; stays empty",
    "auth_group": "Django's groups are not used; roles come from appointments",
    "auth_group_permissions": "not used",
    "auth_permission": "names of models, no data of people",
    "django_content_type": "names of models",
    "django_migrations": "names of migrations",
    "django_session": "read before anybody acts; keys are random, contents name an officer at most",
    "mfa_authenticator": "read at sign-in, before anybody acts; secrets are sealed",
    "procrastinate_events": "the queue: ids and counties only",
    "procrastinate_jobs": "the queue: ids and counties only",
    "procrastinate_periodic_defers": "the queue: names of tasks",
    "procrastinate_workers": "the queue: heartbeats",
    "web_cache": "counted sign-ins under keyed hashes, kept forms sealed; read before anybody acts",
}
COUNTRYWIDE = {"foundation_agency", "foundation_appointment", "foundation_deputyship", "foundation_officer"}


def rows(sql, *parameters, using="owner"):
    with connections[using].cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def tables(condition="true"):
    return {
        name
        for (name,) in rows(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            f" where n.nspname = 'public' and c.relkind in ('r', 'p') and {condition}"
        )
    }


@pytest.mark.proves("P10-9")
@pytest.mark.proves("ASVS-8.4.1")
def test_every_table_has_row_security_enabled_and_forced_or_a_reason():
    unprotected = tables("not (c.relrowsecurity and c.relforcerowsecurity)")
    assert unprotected - OPEN_TABLES.keys() == set(), "protect() it in a migration, or give a reason here"
    assert OPEN_TABLES.keys() <= tables(), "a table of the list is gone: take it out"
    assert OPEN_TABLES.keys() & tables("c.relrowsecurity") == set()


@pytest.mark.proves("P10-9")
def test_the_application_owns_nothing_and_has_no_powers():
    mine = "pg_get_userbyid({}) in ('welfare_app', 'welfare_auditor')"
    assert rows(f"select relname from pg_class where {mine.format('relowner')}") == []
    assert rows(f"select proname from pg_proc where {mine.format('proowner')}") == []
    powers = rows(
        "select rolname from pg_roles where rolname like 'welfare%%'"
        " and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)"
    )
    assert powers == []


@pytest.mark.proves("P10-9")
def test_the_application_deletes_and_truncates_nowhere_under_row_security():
    allowed = rows(
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity"
        " and (has_table_privilege('welfare_app', c.oid, 'delete')"
        "      or has_table_privilege('welfare_app', c.oid, 'truncate'))"
    )
    assert [name for (name,) in allowed] == []


@pytest.mark.proves("P10-9")
@pytest.mark.parametrize(
    "statement",
    [
        "alter table case_case disable row level security",
        "create policy mine on case_case using (true)",
        "drop policy case_case_see on case_case",
        "create table stolen as select * from case_case",
        "create or replace function welfare_ctx(name text) returns text language sql as $$ select '66000' $$",
        "set role welfare_owner",
        "set session_replication_role = replica",
        "alter role welfare_app bypassrls",
    ],
)
def test_the_application_cannot_loosen_its_own_limits(statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def tables_with_county():
    return sorted(
        name
        for (name,) in rows(
            "select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid"
            " where a.attname = 'county' and c.relkind = 'r' and c.relrowsecurity"
        )
    )


@pytest.mark.proves("P10-9")
@pytest.mark.proves("R1")
def test_hand_written_sql_reads_no_other_county(as_):
    a_case(county=TAICHUNG, town="66000010", village="66000010001")
    guarded = set(tables_with_county()) - COUNTRYWIDE - {"foundation_audithead"}
    for username in (
        "clerk",
        "caseworker",
        "chief",
        "reviewer",
        "approver",
        "accountant",
        "auditor",
        "social_worker",
    ):
        with as_(username), connection.cursor() as cursor:
            for table in guarded:
                cursor.execute(f"select count(*) from {table} where county <> '10015'")
                assert cursor.fetchone() == (0,), f"{username} reads another county's rows of {table}"
            cursor.execute("update case_case set town = town where county <> '10015'")
            assert cursor.rowcount == 0


@pytest.mark.proves("P10-9")
def test_without_a_context_a_query_returns_nothing():
    a_case()
    hidden = tables("c.relrowsecurity") - COUNTRYWIDE - {"foundation_audithead"}
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(hidden):
            cursor.execute(f"select count(*) from {table}")
            found[table] = cursor.fetchone()[0]
    assert {table: count for table, count in found.items() if count} == {}


@pytest.mark.proves("P10-9")
def test_without_a_context_nothing_is_written():
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Case.objects.bulk_create([Case(county="10015", town="10015030", number="x")])


@pytest.mark.proves("P10-9")
def test_roles_outside_the_case_work_see_no_case(as_):
    a_case()
    for username in ("ministry", "operator"):
        with as_(username):
            assert not Case.objects.exists()


@pytest.mark.proves("P10-9")
def test_a_case_is_seen_by_its_village_its_township_its_county_and_its_social_worker_alone(as_):
    mine = a_case(assigned_to="social_worker")
    elsewhere = a_case(town="10015010", village="10015010001")
    seen = {}
    for username in (
        "clerk",
        "caseworker",
        "chief",
        "caseworker2",
        "social_worker",
        "reviewer",
        "auditor",
        "tc_chief",
    ):
        with as_(username):
            seen[username] = {case.pk for case in Case.objects.all()}
    assert seen["clerk"] == seen["caseworker"] == seen["chief"] == seen["social_worker"] == {mine.pk}
    assert seen["caseworker2"] == {elsewhere.pk}
    assert seen["reviewer"] == seen["auditor"] == {mine.pk, elsewhere.pk}
    assert seen["tc_chief"] == set()


@pytest.mark.proves("R4")
def test_a_row_cannot_hang_on_another_countys_parent():
    foreign = a_case(county=TAICHUNG, town="66000010", village="66000010001")
    refused = pytest.raises(DatabaseError, match=r"same_county|violates")
    with acting_as(Acting.system("10015")), refused, transaction.atomic():
        Member.objects.bulk_create([Member(county="10015", case_id=foreign.pk, relation="self")])


@pytest.mark.proves("R4")
def test_every_key_to_a_table_of_a_county_carries_the_county():
    guarded = set(tables_with_county())
    plain = rows(
        "select con.conname, child.relname, parent.relname, array_length(con.conkey, 1)"
        " from pg_constraint con"
        " join pg_class child on child.oid = con.conrelid join pg_class parent on parent.oid = con.confrelid"
        " where con.contype = 'f'"
    )
    composite = {(child, parent) for _name, child, parent, width in plain if width == 2}
    single = {(child, parent) for _name, child, parent, width in plain if width == 1}
    oracles = {
        (child, parent)
        for child, parent in single
        if child in guarded
        and parent in guarded
        and parent not in COUNTRYWIDE
        and (child, parent) not in composite
    }
    assert oracles == set(), "add same_county(child, column, parent) to the migration"


@pytest.mark.proves("P10-9")
def test_no_view_shows_more_than_its_reader_may_see():
    views = rows(
        "select c.relname, c.relkind, coalesce(c.reloptions::text, '') from pg_class c"
        " join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and c.relkind in ('v', 'm')"
        " and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')"
    )
    assert [
        name for name, kind, options in views if kind == "m" or "security_invoker=true" not in options
    ] == []


@pytest.mark.proves("P10-9")
def test_the_context_ends_with_its_block_also_inside_somebody_elses_transaction(acting):
    with acting_as(acting("clerk")):
        assert reading_context()["county"] == "10015"
    assert set(reading_context().values()) == {""}


@pytest.mark.proves("P10-9")
def test_after_a_nested_identity_the_outer_one_is_back_even_when_the_inner_failed(as_, acting):
    with as_("clerk"):
        with pytest.raises(ZeroDivisionError), as_("tc_chief"):
            assert reading_context()["county"] == TAICHUNG
            raise ZeroDivisionError
        assert reading_context()["county"] == "10015"
        with as_("reviewer"):
            assert reading_context()["role"] == "county_reviewer"
        assert reading_context()["role"] == "village_clerk"
