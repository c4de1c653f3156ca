"""A house of its own for one walk: database, register, storage and pick-up folder, gone afterwards."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connections
from django.test.utils import override_settings

from welfare.connectors.demo_nation.register import Register
from welfare.foundation.models import Officer
from welfare.project import cluster, places
from welfare.project.agencies.house import need, on_the_wire
from welfare.project.demo import nation
from welfare.project.demo.colleagues import load_colleagues
from welfare.project.demo.staff import DEMO_PASSWORD, load_staff

_PERSONS = 1000


@contextmanager
def scratch_house(sources: Sequence[str] | None = None) -> Iterator[Register]:
    """A migrated database with staff, and the demo agencies over a small register."""
    with cluster.in_use(places.data_dir()) as running:
        name = running.create_scratch(f"walk_{os.getpid()}")
        before = connections["default"].settings_dict["NAME"]
        running.point_django_at(name)
        try:
            call_command("migrate", database="owner", interactive=False, verbosity=0)
            with furnished(sources) as register:
                yield register
        finally:
            connections.close_all()
            running.drop_scratch(name)
            running.point_django_at(str(before))


@contextmanager
def furnished(sources: Sequence[str] | None = None) -> Iterator[Register]:
    """Staff that can sign in, agencies (all by default) on the wire, for the database Django points at."""
    with tempfile.TemporaryDirectory(prefix="walk-") as folder:
        home = Path(folder)
        with override_settings(DATA_DIR=home, STORAGE_URL=f"file:{home / 'storage'}", DEMO_MODE=True):
            register = nation.found(home / "demo_nation", persons=_PERSONS)
            with on_the_wire(home / "agencies", home / "demo_nation", sources) as agencies:
                (home / "official_documents").mkdir()
                load_staff()
                load_colleagues()
                Officer.objects.filter(is_demo=True).update(password=make_password(DEMO_PASSWORD))
                need(agencies)
                yield register
