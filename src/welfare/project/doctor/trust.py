"""What must never be loose: row security on every table, and an audit trail nobody can rewrite."""

from collections.abc import Iterator

from django.db import DatabaseError, connections

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


def examine_trust() -> Iterator[Finding]:
    """Read the catalogue as the application; the chain itself is walked by `welfare audit verify`."""
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("select to_regclass('foundation_auditevent') is null")
            if cursor.fetchone()[0]:
                yield Finding("tables", "warning", "The tables are not there yet.", "Run: welfare migrate")
                return
            cursor.execute(BARE)
            bare = ", ".join(name for (name,) in cursor.fetchall())
            cursor.execute(REWRITABLE)
            rewritable = cursor.fetchone()[0]
    except DatabaseError:
        return  # the examination of the database says what is wrong with it
    yield _rows(bare)
    yield _trail(rewritable)


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
