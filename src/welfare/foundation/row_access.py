"""Row access: the acting person and office travel into every transaction, and the database enforces them.

Facts this file is built on (checked on PostgreSQL): the owner sees all rows without FORCE; an unset
context yields no row; a context set with session scope would survive in a pooled connection, so it is
always local to the transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction
from django.db.migrations.operations import RunSQL

from welfare.foundation.acting import Acting

_current: ContextVar[Acting | None] = ContextVar("acting", default=None)


class NoActingContext(RuntimeError):
    """A query ran without anybody acting; pages and jobs must enter `acting_as` first."""


def current_acting() -> Acting:
    acting = _current.get()
    if acting is None:
        raise NoActingContext("nobody is acting: enter row_access.acting_as(...) first")
    return acting


_NAMES = ("officer", "role", "county", "town", "villages", "on_behalf_of", "agency_name")
_SET = "select " + ", ".join(f"set_config('welfare.{name}', %s, true)" for name in _NAMES)


def _set_context(acting: Acting) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _SET,
            [
                str(acting.officer_id),
                str(acting.role),
                acting.county,
                acting.town,
                ",".join(acting.villages),
                str(acting.on_behalf_of or ""),
                acting.agency_name,
            ],
        )


def _clear_context() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [""] * len(_NAMES))


@contextmanager
def acting_as(acting: Acting) -> Iterator[Acting]:
    """One transaction in which the database shows and accepts only what this person may see and change.

    Nested use swaps the context and restores it, also after an error inside a savepoint. Inside somebody
    else's transaction nothing of it is left behind: queries after the block see no row again.
    """
    previous = _current.get()
    inside_another = connection.in_atomic_block
    token = _current.set(acting)
    try:
        with transaction.atomic():
            _set_context(acting)
            yield acting
            if connection.needs_rollback:
                pass  # the transaction is given up, and its context with it
            elif previous is not None:
                _set_context(previous)
            elif inside_another:
                _clear_context()
    finally:
        _current.reset(token)


# ---- migrations -------------------------------------------------------------------------------------

_COUNTY = "county = welfare_ctx('county')"
_WRITERS = "welfare_ctx('role') not in ('', 'auditor', 'ministry_administrator', 'operator')"

_THE_CASE = "select 1 from case_case c where c.county = {t}.county and c.id = {t}.case_id"
_COUNTY_ROLES = "'county_reviewer', 'county_approver', 'accountant', 'auditor', 'system'"

#: named conditions a table's rows are seen under
VISIBLE = {
    # rows of a case follow the case: the sub-query obeys the case's own policy
    "case": f"{_COUNTY} and exists ({_THE_CASE})",
    # rows of an office: anybody of the county who handles cases
    "county": f"{_COUNTY} and welfare_ctx('role') not in ('', 'ministry_administrator', 'operator')",
    # rows of a township or, for county roles, of the whole county
    "town": f"{_COUNTY} and (welfare_ctx('role') in ({_COUNTY_ROLES})"
    " or (welfare_ctx('role') in ('township_caseworker','section_chief') and town = welfare_ctx('town')))",
    # rows about money: county finance, auditors, the worker
    "money": f"{_COUNTY} and welfare_ctx('role') in ('accountant','county_approver','auditor','system')",
}


def protect(table: str, *, visible: str, writable: str | None = None) -> RunSQL:
    """Migration operation: row-level security on `table`, enabled and forced.

    `visible` and `writable` are names in VISIBLE or SQL conditions ({t} = the table). Nothing is ever
    deleted by the application: there is no DELETE policy, and the grant is taken away as well.
    """
    see = VISIBLE.get(visible, visible).replace("{t}", table)
    put = VISIBLE.get(writable, writable).replace("{t}", table) if writable else see
    # names come from migrations, never from input
    sql = f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy {table}_see on {table} for select using ({see});
        create policy {table}_add on {table} for insert with check (({put}) and {_WRITERS});
        create policy {table}_change on {table} for update using (({see}) and {_WRITERS})
            with check (({put}) and {_WRITERS});
        revoke delete, truncate on {table} from welfare_app;
    """  # noqa: S608
    undo = f"""
        drop policy {table}_see on {table}; drop policy {table}_add on {table};
        drop policy {table}_change on {table};
        alter table {table} no force row level security; alter table {table} disable row level security;
    """
    return RunSQL(sql, undo)


def same_county(table: str, column: str, parent: str) -> RunSQL:
    """Migration operation: composite foreign key (county, column) → parent (county, id).

    A plain key would accept a hidden parent of another county and so tell that it exists.
    """
    name = f"{table}_{column}_same_county"
    return RunSQL(
        f"alter table {table} add constraint {name} foreign key (county, {column})"
        f" references {parent} (county, id) deferrable initially immediate",
        f"alter table {table} drop constraint {name}",
    )


def reading_context() -> dict[str, Any]:
    """What the database believes about the present transaction; for tests and `welfare doctor`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select welfare_ctx('officer'), welfare_ctx('role'), welfare_ctx('county'), welfare_ctx('town')"
        )
        row = cursor.fetchone()
    return dict(zip(("officer", "role", "county", "town"), row, strict=True))
