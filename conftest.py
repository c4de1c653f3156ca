"""Test ground: a real PostgreSQL copy per worker, the demo staff in it, everybody acting under row access."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from welfare.foundation.acting import Acting
from welfare.foundation.row_access import acting_as
from welfare.project.cluster import testing


def _load() -> None:
    from welfare.project.demo.staff import load_staff

    load_staff(with_passwords=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object, request: pytest.FixtureRequest) -> Iterator[str]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock(), testing.database(worker, load=_load) as database:  # type: ignore[attr-defined]
        yield database


@pytest.fixture
def own_database(django_db_setup: str, django_db_blocker: object) -> Iterator[str]:
    """A database of the test's own in which everything is really committed: races, threads, live servers.

    Not together with the `django_db` mark, whose transaction would be rolled back underneath.
    """
    with django_db_blocker.unblock(), testing.fresh_copy() as database:  # type: ignore[attr-defined]
        yield database


@pytest.fixture(autouse=True)
def scratch_storage(settings: object, tmp_path: Path) -> None:
    """Evidence of a test goes where the test ends."""
    settings.STORAGE_URL = f"file:{tmp_path / 'storage'}"  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def demo_mode(settings: object) -> None:
    """Tests work with demo officers, who need no second factor; tests of the factor switch this off."""
    settings.DEMO_MODE = True  # type: ignore[attr-defined]


@pytest.fixture
def acting() -> Callable[[str], Acting]:
    """`acting("clerk")`: the Acting of a demo officer, as the middleware would make it."""
    from welfare.foundation.appointments import acting_for
    from welfare.foundation.models import Officer

    def by(username: str) -> Acting:
        found = acting_for(Officer.objects.get(username=username))
        assert found is not None
        return found

    return by


@pytest.fixture
def as_(acting: Callable[[str], Acting]) -> Callable[[str], AbstractContextManager[Acting]]:
    """`with as_("clerk") as by:` — run as a demo officer under the database's row access."""

    def enter(username: str) -> AbstractContextManager[Acting]:
        return acting_as(acting(username))

    return enter
