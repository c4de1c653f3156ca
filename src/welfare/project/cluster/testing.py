"""Databases for tests: real PostgreSQL, the real roles, and no wait.

One cluster per checkout and PostgreSQL version, in .data/test-cluster, shared by every test run and every
worker. The migrated database is made once, as a template named after the contents of all migrations, and
copied in a tenth of a second.
"""

import hashlib
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg import Connection
from psycopg.rows import TupleRow

from welfare.project import places
from welfare.project.cluster import binaries, locks
from welfare.project.cluster.connection import Cluster
from welfare.project.cluster.lifecycle import in_use

PACKAGE = Path(__file__).resolve().parents[2]
# Whatever decides what a migrated and loaded database holds.
TEMPLATE_SOURCES = (
    "**/migrations/**/*",
    "foundation/row_access.py",
    "foundation/models.py",
    "foundation/data/**/*",
    "project/demo/**/*",
)
KEPT_TEMPLATES = 8
_current: list[tuple[Cluster, str, str]] = []
_numbers = itertools.count(1)


def data_dir() -> Path:
    return places.checkout() / ".data" / "test-cluster" / str(binaries.find().major)


@contextmanager
def database(worker: str, load: Callable[[], None] | None = None) -> Iterator[str]:
    """A migrated database of this test worker's own, with Django's aliases pointing at it. Yields its name.

    `load` fills the template once, after migrating (reference data); give it the same work on every run.
    """
    with in_use(data_dir(), durable=False) as cluster:
        template = _template(cluster, load)
        name = cluster.create_scratch(f"test_{worker}_{os.getpid()}", template)
        _current.append((cluster, template, name))
        cluster.point_django_at(name)
        try:
            yield name
        finally:
            _current.pop()
            _close_connections()
            cluster.drop_scratch(name)


@contextmanager
def fresh_copy(label: str = "copy") -> Iterator[str]:
    """One more copy of the template, for a test that commits; Django points at it inside, and back after."""
    cluster, template, name = _current[-1]
    copy = cluster.create_scratch(f"{name}_{label}_{next(_numbers)}", template)
    cluster.point_django_at(copy)
    try:
        yield copy
    finally:
        _close_connections()
        cluster.drop_scratch(copy)
        cluster.point_django_at(name)


def _template(cluster: Cluster, load: Callable[[], None] | None) -> str:
    name = f"template_{_fingerprint(load)}"
    with locks.changing(cluster.data_dir):  # the other workers wait, then find it made
        existing = cluster.databases()
        if name in existing:
            return name
        draft = cluster.create_scratch("template_draft")
        cluster.point_django_at(draft)
        _migrate(load)
        with cluster.connect("superuser", "postgres") as connection:
            for old in _stale_templates(connection):
                cluster.drop_scratch(old)
            connection.execute(f'ALTER DATABASE template_draft RENAME TO "{name}"')
    return name


def _stale_templates(connection: Connection[TupleRow]) -> list[str]:
    """Templates older than the newest few: another run on another branch may still copy from those."""
    rows = connection.execute(
        "select datname from pg_database where datname ~ '^template_[0-9a-f]{16}$' order by oid desc"
    ).fetchall()
    return [str(name) for (name,) in rows[KEPT_TEMPLATES:]]


def _migrate(load: Callable[[], None] | None) -> None:
    from django.core.management import call_command

    call_command("migrate", database="owner", interactive=False, verbosity=0)
    if load is not None:
        load()
    _close_connections()


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


def _fingerprint(load: Callable[[], None] | None) -> str:
    """Changes with every file of TEMPLATE_SOURCES, the installed packages and the loader's module."""
    digest = hashlib.sha256()
    sources = {path for pattern in TEMPLATE_SOURCES for path in PACKAGE.glob(pattern)}
    for path in sorted(sources):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(PACKAGE)}\n".encode() + path.read_bytes())
    digest.update((places.checkout() / "requirements.lock").read_bytes())
    if load is not None:
        digest.update(Path(load.__code__.co_filename).read_bytes())
    return digest.hexdigest()[:16]
