"""The database: reachable, of a supported version, its roles as weak as they must be, its clock ours."""

import os
from collections.abc import Iterator

import psycopg

from welfare.foundation import clock
from welfare.project import cluster, places
from welfare.project.doctor.finding import Finding, well
from welfare.project.doctor.trust import examine_trust

OLDEST, NEWEST = 15, 18
LARGEST_CLOCK_DIFFERENCE = 2.0
POWERS = """
SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb,
       EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid),
       current_user
FROM pg_roles WHERE rolname = current_user
"""


def examine_database() -> Iterator[Finding]:
    url = os.environ.get("WELFARE_DATABASE_URL")
    if not url:
        found = cluster.running(places.data_dir())
        if found is None:
            yield Finding("database", "warning", "The private cluster does not run.", "Start it: make demo")
            return
        url = found.url("app")
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            yield from _version(connection)
            yield from _role(connection)
            yield from _clock(connection)
            yield from examine_trust(connection)
    except psycopg.Error as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield Finding("database", "wrong", reason, "Start the database, or correct WELFARE_DATABASE_URL.")


def _version(connection: psycopg.Connection) -> Iterator[Finding]:
    major = connection.info.server_version // 10_000
    if OLDEST <= major <= NEWEST:
        yield well("database", f"PostgreSQL {major} answers")
    else:
        yield Finding("database", "wrong", f"PostgreSQL {major}", f"Use a version from {OLDEST} to {NEWEST}.")


def _role(connection: psycopg.Connection) -> Iterator[Finding]:
    row = connection.execute(POWERS).fetchone()
    powerful, owns, name = row if row else (True, True, "?")
    if powerful or owns:
        yield Finding(
            "role",
            "wrong",
            f"The application's role {name} could bypass row security.",
            "Give it NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE and make another role own the tables.",
        )
    else:
        yield well("role", f"{name} owns nothing and cannot bypass row security")


def _clock(connection: psycopg.Connection) -> Iterator[Finding]:
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    difference = abs((clock.now() - row[0]).total_seconds())
    if difference > LARGEST_CLOCK_DIFFERENCE:
        yield Finding(
            "clock",
            "wrong",
            f"Database and application differ by {difference:.1f} s.",
            "Synchronise both (NTP).",
        )
    else:
        yield well("clock", "database and application agree")
