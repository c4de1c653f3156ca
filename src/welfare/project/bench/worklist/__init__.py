"""Every view, filter and search of the worklist with a nation's caseload, as whole requests.

The floor is the same request for the empty search page: what any page of the house costs.
"""

import html
import os
import re
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test.utils import override_settings

from welfare.foundation.roles import Role
from welfare.project.bench import machine, report

_TIMES = 25
_OK = 200
_NEXT = re.compile(r'href="(\?[^"]*after=[^"]*)"')
_OFFICERS = {
    "caseworker": Role.TOWNSHIP_CASEWORKER,
    "reviewer": Role.COUNTY_REVIEWER,
    "approver": Role.COUNTY_APPROVER,
    "clerk": Role.VILLAGE_CLERK,
}


def run(size: int) -> dict[str, Any]:
    """`size` cases in a scratch database. p50 and p95 of whole requests on the server, in milliseconds."""
    ran_on = machine()
    with override_settings(DEMO_MODE=True), _filled(size):
        rows = [row for username in _OFFICERS for row in _measured(size, _Desk(username))]
    return report("worklist", rows, ran_on)


@contextmanager
def _filled(size: int) -> Iterator[None]:
    from django.core.management import call_command
    from django.db import connections

    from welfare.project import cluster, places
    from welfare.project.bench.worklist.filling import fill
    from welfare.project.demo.staff import load_staff

    with cluster.in_use(places.data_dir()) as running:
        name = running.create_scratch(f"bench_worklist_{os.getpid()}")
        before = str(connections["default"].settings_dict["NAME"])
        running.point_django_at(name)
        try:
            call_command("migrate", database="owner", interactive=False, verbosity=0)
            load_staff(with_passwords=False)
            print(f"filling {size:,} cases …", file=sys.stderr, flush=True)
            with running.connect("superuser", name) as database:
                fill(database, size)
            yield
        finally:
            connections.close_all()
            running.drop_scratch(name)
            running.point_django_at(before)


class _Desk:
    """One officer's browser."""

    def __init__(self, username: str) -> None:
        from django.test import Client
        from django.urls import reverse

        from welfare.foundation.models import Officer

        self.username = username
        self.list, self.search = reverse("desk:worklist"), reverse("desk:search")
        self._client = Client()
        self._client.force_login(Officer.objects.get(username=username))

    def ask(self, address: str, typed: str = "") -> bytes:
        answer = self._client.post(address, {"q": typed}) if typed else self._client.get(address)
        if answer.status_code != _OK:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        return bytes(answer.content)

    def times(self, address: str, typed: str = "") -> list[float]:
        """Milliseconds of each of some requests, shortest first."""
        self.ask(address, typed)
        found = []
        for _ in range(_TIMES):
            start = time.perf_counter()
            self.ask(address, typed)
            found.append((time.perf_counter() - start) * 1000)
        return sorted(found)

    def tenth_page(self) -> str:
        query = "?view=all"
        for _page in range(9):
            more = _NEXT.search(self.ask(self.list + query).decode())
            query = html.unescape(more[1]) if more else query
        return self.list + query


def _measured(size: int, desk: _Desk) -> Iterator[dict[str, Any]]:
    floor = statistics.median(desk.times(desk.search))
    for what, address, typed in _asked(desk):
        times = desk.times(address, typed)
        p50 = statistics.median(times)
        yield {
            "case": f"{desk.username}: {what}",
            "n": size,
            "p50_ms": round(p50, 1),
            "p95_ms": round(times[int(len(times) * 0.95) - 1], 1),
            "ratio_to": {"floor:an_empty_page": round(p50 / floor, 2)},
        }


def _asked(desk: _Desk) -> Iterator[tuple[str, str, str]]:
    """What, where, and the words typed."""
    from welfare.desk.worklist.views import ROLE_VIEWS

    for _title, codes in ROLE_VIEWS[_OFFICERS[desk.username]]:
        yield from ((f"view {code}", f"{desk.list}?view={code}", "") for code in codes)
    yield "filter by step", f"{desk.list}?view=all&step=first_review", ""
    yield "filter by program", f"{desk.list}?view=all&program=senior_living_allowance", ""
    yield "tenth page", desk.tenth_page(), ""
    for what, typed in _typed().items():
        yield f"search, {what}", desk.search, typed


def _typed() -> dict[str, str]:
    from welfare.case.models import Case
    from welfare.foundation.acting import Acting
    from welfare.foundation.row_access import acting_as
    from welfare.project.demo.staff import HUALIEN

    with acting_as(Acting.system(HUALIEN)):
        one = Case.objects.filter(applicant_name__startswith="陳測").order_by("id")[5]
    return {
        "two characters of a name": one.applicant_name[1:3],
        "a whole name": one.applicant_name,
        "a part of a romanised name": "Lisin",
        "a surname alone": "陳",
        "a case number": one.number,
        "the last four of an ID": one.id_last_four,
        "a name nobody has": "龘測龘",
    }
