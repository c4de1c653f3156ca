"""What must never be loose: row security on every table, and an audit trail nobody can rewrite."""

from collections.abc import Iterator
from typing import LiteralString

import psycopg

from welfare.project.doctor.finding import Finding, well

BARE = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind in ('r', 'p')
  and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'county')
  and not (c.relrowsecurity and c.relforcerowsecurity) order by 1
"""
REWRITABLE = """
select has_table_privilege('foundation_auditevent', 'update')
    or has_table_privilege('foundation_auditevent', 'delete')
    or has_table_privilege('foundation_auditevent', 'truncate')
"""


def examine_trust(connection: psycopg.Connection) -> Iterator[Finding]:
    """Read the catalogue as the application; the chain itself is walked by `welfare audit verify`."""
    if _one(connection, "select to_regclass('foundation_auditevent') is null"):
        yield Finding("tables", "warning", "The tables are not there yet.", "Run: welfare migrate")
        return
    yield _rows(", ".join(name for (name,) in connection.execute(BARE).fetchall()))
    yield _trail(_one(connection, REWRITABLE))


def _one(connection: psycopg.Connection, question: LiteralString) -> bool:
    row = connection.execute(question).fetchone()
    return bool(row and row[0])


def _rows(bare: str) -> Finding:
    if not bare:
        return well("rows", "every table of a county is under forced row security")
    return Finding(
        "rows", "wrong", f"Without row security: {bare}.", "Run: welfare migrate; then ask who changed it."
    )


def _trail(rewritable: bool) -> Finding:
    if not rewritable:
        return well("audit", "the application can add to the trail and cannot change it")
    return Finding(
        "audit",
        "wrong",
        "The application's role may change the audit trail.",
        "As the owner: revoke update, delete, truncate on foundation_auditevent from welfare_app.",
    )
