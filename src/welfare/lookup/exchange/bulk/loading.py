"""COPY into a temporary table, then rows into a table under row security, which takes no COPY."""

import queue
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, models
from psycopg import sql

from welfare.lookup.models import BulkParcel

_AHEAD = 3
_STAGED = sql.Identifier("bulk_staged")


@dataclass(frozen=True, slots=True)
class Staged:
    """What lies in the temporary table: persons by outcome, and the first and the last line."""

    persons: dict[str, int]
    first: int
    last: int

    @property
    def total(self) -> int:
        return sum(self.persons.values())


def copy_in(model: type[models.Model], columns: Sequence[str], texts: Iterable[bytes]) -> None:
    """Texts for COPY (NULL '') into an empty temporary table with these columns of the model's table."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    table = sql.Identifier(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.bulk_staged")
        cursor.execute(
            sql.SQL("create temporary table {} on commit drop as select {} from {} with no data").format(
                _STAGED, names, table
            )
        )
        order = sql.SQL("copy {} ({}) from stdin with (format text, null '')").format(_STAGED, names)
        with cursor.cursor.copy(order) as copy:
            for text in made_ahead(texts):
                copy.write(text)


def count_staged() -> Staged:
    """Who is in the temporary table, once each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select outcome, count(*), min(seq), max(seq) from bulk_staged where n = 1 group by outcome"
        )
        found = cursor.fetchall()
    return Staged(
        {outcome: count for outcome, count, _, _ in found},
        min((first for _, _, first, _ in found), default=0),
        max((last for _, _, _, last in found), default=0),
    )


def insert(model: type[models.Model], columns: Sequence[str], bulk: BulkParcel, **same: object) -> int:
    """Rows from the temporary table under their bulk parcel; persons the agency did not look up stay out.

    `same`: columns with one value for all rows. Returns how many rows.
    """
    fixed = {"bulk_id": bulk.number, "county": bulk.county, **same}
    where = sql.SQL("where outcome <> 'failed'") if "outcome" in columns else sql.SQL("")
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("insert into {} ({}) select {} from {} {}").format(
                sql.Identifier(model._meta.db_table),
                sql.SQL(", ").join(map(sql.Identifier, (*fixed, *columns))),
                sql.SQL(", ").join([*(sql.Literal(v) for v in fixed.values()), *_values(model, columns)]),
                _STAGED,
                where,
            )
        )
        return int(cursor.rowcount)


def leave_out_known(model: type[models.Model], columns: Sequence[str], bulk: BulkParcel) -> int | None:
    """Take persons out of the temporary table who have the same rows already. Returns how many.

    None: somebody has other rows; nothing was taken out.
    """
    table, number = sql.Identifier(model._meta.db_table), sql.Literal(bulk.number)
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    values = sql.SQL(", ").join(_values(model, columns))
    known = sql.SQL("seq in (select seq from {} where bulk_id = {})").format(table, number)
    ours = sql.SQL("select {} from {} where {} and outcome <> 'failed'").format(values, _STAGED, known)
    theirs = sql.SQL(
        "select {} from {} where bulk_id = {} and seq in (select seq from {} where outcome <> 'failed')"
    ).format(names, table, number, _STAGED)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("select exists (({0} except {1}) union all ({1} except {0}))").format(ours, theirs)
        )
        if cursor.fetchone()[0]:
            return None
        cursor.execute(sql.SQL("select count(*) from {} where n = 1 and {}").format(_STAGED, known))
        (count,) = cursor.fetchone()
        cursor.execute(sql.SQL("delete from {} where {}").format(_STAGED, known))
    return int(count)


def _values(model: type[models.Model], columns: Sequence[str]) -> Iterator[sql.Composable]:
    """Columns of text are never null here: COPY cannot tell empty from nothing."""
    for name in columns:
        field = model._meta.get_field(name)
        is_text = isinstance(field, models.CharField | models.TextField)
        yield sql.SQL("coalesce({}, '')" if is_text else "{}").format(sql.Identifier(name))


def made_ahead(texts: Iterable[bytes]) -> Iterator[bytes]:
    """The same, made in a thread of its own a few steps ahead, so that both sides of COPY work at once."""
    made: queue.Queue[bytes | BaseException | None] = queue.Queue(_AHEAD)
    stopped = threading.Event()

    def put(thing: bytes | BaseException | None) -> None:
        while not stopped.is_set():
            try:
                return made.put(thing, timeout=0.2)
            except queue.Full:
                continue

    def work() -> None:
        try:
            for text in texts:
                put(text)
                if stopped.is_set():
                    return
            put(None)
        except BaseException as fault:
            put(fault)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    try:
        while (thing := made.get()) is not None:
            if isinstance(thing, BaseException):
                raise thing
            yield thing
    finally:
        stopped.set()
        worker.join()
