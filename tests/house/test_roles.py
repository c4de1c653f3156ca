"""What the three database roles can do, tried on the database itself."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from welfare.project import cluster
from welfare.project.cluster import Cluster


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    home: Path = tmp_path_factory.mktemp("roles") / "data"
    with cluster.in_use(home, durable=False) as found:
        with found.connect("owner") as connection:
            connection.execute("CREATE TABLE person (county text, name text)")
            connection.execute("INSERT INTO person VALUES ('10015', '王測一'), ('10002', '李測二')")
            connection.execute("ALTER TABLE person ENABLE ROW LEVEL SECURITY")
            connection.execute("ALTER TABLE person FORCE ROW LEVEL SECURITY")
            connection.execute(
                "CREATE POLICY county ON person USING (county = current_setting('welfare.county', true))"
            )
        yield found


@pytest.mark.proves("P10-9")
def test_the_application_sees_the_rows_of_its_county_and_no_others(running: Cluster) -> None:
    with running.connect("app") as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == []
        connection.execute("SELECT set_config('welfare.county', '10015', false)")
        assert connection.execute("SELECT name FROM person").fetchall() == [("王測一",)]


@pytest.mark.proves("P10-9")
@pytest.mark.parametrize(
    "attempt",
    [
        "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY county ON person",
        "TRUNCATE person",
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "SET ROLE welfare_owner",
        "SET ROLE postgres",
        "ALTER ROLE welfare_app BYPASSRLS",
        "SET row_security = off; SELECT * FROM person",
        "CREATE ROLE another SUPERUSER",
        "COPY person TO PROGRAM 'cat'",
        "SELECT pg_read_file('/etc/passwd')",
    ],
)
def test_the_application_cannot_lift_its_own_limits(running: Cluster, attempt: str) -> None:
    with running.connect("app") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(attempt)


@pytest.mark.proves("P10-9")
def test_even_the_owner_obeys_row_security(running: Cluster) -> None:
    with running.connect("owner") as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == []


@pytest.mark.proves("P10-25")
@pytest.mark.parametrize("attempt", ["INSERT INTO person VALUES ('10015', '陳測三')", "DELETE FROM person"])
def test_the_auditor_reads_and_cannot_write(running: Cluster, attempt: str) -> None:
    refusals = (psycopg.errors.ReadOnlySqlTransaction, psycopg.errors.InsufficientPrivilege)
    with running.connect("auditor") as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
        with pytest.raises(refusals):
            connection.execute(attempt)
        connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(attempt)


def test_a_wrong_password_opens_nothing_over_the_socket_or_the_port(running: Cluster) -> None:
    for host in (running.host, running.tcp_host):
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(
                host=host, port=running.port, user="welfare_app", password="guess", dbname="welfare"
            )


def test_a_scratch_copy_has_the_rows_and_the_limits_of_its_template(running: Cluster) -> None:
    running.create_scratch("copy", template="welfare")
    with running.connect("app", "copy") as connection:
        connection.execute("SELECT set_config('welfare.county', '10002', false)")
        assert connection.execute("SELECT name FROM person").fetchall() == [("李測二",)]
    running.drop_scratch("copy")
    assert "copy" not in running.databases()


@pytest.mark.proves("P10-39")
def test_neither_values_nor_passwords_reach_the_server_log(running: Cluster) -> None:
    with running.connect("app") as connection:
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("SELECT %s::text::int", ["A123456789"])
        with pytest.raises(psycopg.errors.UndefinedTable):
            connection.execute("SELECT '王測一' FROM nowhere")
    from welfare.project.cluster.server import Server

    log = Server(running.data_dir).log.read_text()
    assert log
    assert "王測一" not in log
    assert not any(password in log for password in running.passwords.values())
