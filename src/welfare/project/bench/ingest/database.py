"""A database of the bench's own: migrated, with the parcels asked, and tables for the floors."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.crypto import seal
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange import balance
from welfare.lookup.exchange.preparing import context
from welfare.lookup.models import BulkParcel, Parcel
from welfare.project import cluster, places
from welfare.project.bench.ingest.inputs import Input
from welfare.project.bench.ingest.making import COUNTY

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Scratch:
    """A database of a private server that Django points at."""

    running: cluster.Cluster
    name: str

    def connect(self) -> psycopg.Connection[Any]:
        return self.running.connect("superuser", self.name)


@contextmanager
def migrated() -> Iterator[Scratch]:
    """An empty database to copy, on the durable private server; gone afterwards."""
    with cluster.in_use(places.data_dir()) as running:
        before = connections["default"].settings_dict["NAME"]
        with _made(running, f"bench_template_{os.getpid()}", None) as made:
            call_command("migrate", database="owner", interactive=False, verbosity=0)
            connections.close_all()
            yield made
        running.point_django_at(str(before))


@contextmanager
def scratch(template: Scratch, label: str) -> Iterator[Scratch]:
    """A copy of the template that is gone afterwards."""
    with _made(template.running, f"bench_{label}_{os.getpid()}", template.name) as made:
        yield made


@contextmanager
def _made(running: cluster.Cluster, name: str, template: str | None) -> Iterator[Scratch]:
    running.create_scratch(name, template)
    running.point_django_at(name)
    try:
        yield Scratch(running, name)
    finally:
        connections.close_all()
        running.drop_scratch(name)


def ask(source: str, given: Input) -> None:
    """The parcels as they stand after they left. Without their subjects: no load reads them."""
    for each in given.asked:
        package = given.query(each)
        parcel = Parcel(
            county=COUNTY,
            source=source,
            reference=each.reference,
            purpose="annual_review",
            legal_basis="社會救助法第13條",
            subjects=each.people,
            digest=hashlib.sha256(package).hexdigest(),
            due_at=clock.now(),
        )
        parcel.content = seal(package, context=context(parcel))
        with acting_as(Acting.system(COUNTY)):
            parcel.save(force_insert=True)
            BulkParcel.objects.create(county=COUNTY, parcel=parcel)


def books() -> dict[str, int]:
    """Persons by outcome, all parcels together. Raises AssertionError when any two counts differ."""
    with acting_as(Acting.system(COUNTY)):
        wrong = balance.disagreements(COUNTY)
        sheets = balance.parcels_by_day(COUNTY)
    if wrong or not all(sheet.is_balanced for sheet in sheets):
        raise AssertionError(f"the books do not balance: {wrong[:3]}")
    return {outcome: sum(sheet.counts[outcome] for sheet in sheets) for outcome in balance.OUTCOMES}


def contents(scratch: Scratch, table: str) -> dict[str, Any]:
    """How many rows there are, and a sum over all of their content that does not depend on their order."""
    digest = sql.SQL(
        "select count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text from {} t"
    )
    with scratch.connect() as connection:
        rows, summed = connection.execute(digest.format(sql.Identifier(table))).fetchone() or (0, "0")
    return {"rows": rows, "content": summed}


def settle(scratch: Scratch) -> None:
    """Write out what earlier work left to the server, so that nobody pays for somebody else's."""
    with scratch.connect() as connection:
        connection.execute("checkpoint")


def copy_out(scratch: Scratch, table: str, to: Path) -> None:
    """The loaded rows as ready-made text for COPY."""
    order = sql.SQL("copy {} to stdout").format(sql.Identifier(table))
    with (
        scratch.connect() as one,
        to.open("wb") as file,
        one.cursor() as cursor,
        cursor.copy(order) as copy,
    ):
        file.writelines(copy)


def copy_in(scratch: Scratch, table: str, path: Path, *, with_key: bool) -> None:
    """The floor: PostgreSQL's COPY of ready-made text into a new table of the same columns, nothing else."""
    new = sql.Identifier(f"floor_{table}_{int(with_key)}")
    like = sql.SQL("including indexes" if with_key else "")
    with scratch.connect() as connection:
        connection.execute(sql.SQL("drop table if exists {}").format(new))
        connection.execute(sql.SQL("create table {} (like {} {})").format(new, sql.Identifier(table), like))
        _feed(connection, sql.SQL("copy {} from stdin").format(new), path)


def _feed(connection: psycopg.Connection[Any], order: sql.Composed, path: Path) -> None:
    with path.open("rb") as file, connection.cursor() as cursor, cursor.copy(order) as copy:
        while block := file.read(_BLOCK):
            copy.write(block)
