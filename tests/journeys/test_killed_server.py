"""The web server dies between two steps: nothing is lost, and a form sent again does nothing twice."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connections

from tests.journeys.person import Person
from tests.journeys.way import APPLICANT, SENIOR, passbook, signed_form
from welfare.case.models import Case
from welfare.case.states import Status
from welfare.documents.models import Evidence
from welfare.foundation.acting import Acting
from welfare.foundation.models import OutboxMessage
from welfare.foundation.row_access import acting_as
from welfare.project import places
from welfare.project.demo.staff import HUALIEN

TOPICS = 8  # of the phone's application; more would mean that it turns in a circle

pytestmark = pytest.mark.xdist_group("browser")

PATIENCE_SECONDS = 30
#: the form as the button would send it; the answer is thrown away
SEND_AND_NEVER_HEAR = """async () => {
    const form = document.getElementById("topic-form");
    const button = document.querySelector(".thumb button");
    const body = new FormData(form, button);
    await fetch(location.href, {method: "POST", body, redirect: "manual"});
}"""


@dataclass
class Server:
    """The production server as a process of its own, on one port, started as often as it dies."""

    port: int
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:welfare.project.gunicorn_conf",
             "welfare.project.wsgi:application"],
            env=self.environment, start_new_session=True,
        )  # fmt: skip
        give_up = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < give_up:
            try:
                with urllib.request.urlopen(f"{self.address}healthz", timeout=2):
                    return
            except OSError:
                assert self.process.poll() is None, "the server ended at once"
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """As a power cut would: master and workers at once, no goodbye."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def _url(alias: str) -> str:
    told = connections[alias].settings_dict
    who = f"{quote(told['USER'])}:{quote(told['PASSWORD'], safe='')}"
    return f"postgresql://{who}@/{told['NAME']}?host={quote(told['HOST'], safe='')}&port={told['PORT']}"


@pytest.fixture
def server(own_database: str, data_dir: Path) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    secrets = places.data_dir() / "secrets"
    running = Server(
        port,
        {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "welfare.project.settings",
            "WELFARE_DATABASE_URL": _url("default"),
            "WELFARE_DATABASE_OWNER_URL": _url("owner"),
            "WELFARE_DATA_DIR": str(data_dir),
            "WELFARE_SECRET_FILE": str(secrets / "session-key"),
            "WELFARE_KEY_FILE": str(secrets / "keys.json"),
            "WELFARE_STORAGE_URL": f"file:{data_dir / 'storage'}",
            "WELFARE_PORT": str(port),
            "WELFARE_DEMO": "1",
            "WELFARE_WEB_WORKERS": "1",
        },
    )
    running.start()
    yield running
    running.kill()


def test_a_killed_server_loses_nothing_and_a_form_sent_again_does_nothing_twice(browser, server):
    clerk = Person(browser, server.address, "clerk", phone=True).sign_in()
    clerk.press("開新申請")
    clerk.press(SENIOR)
    clerk.type("input[name=national_id]", APPLICANT)
    clerk.press("下一題")
    for _topic in range(TOPICS):
        topic = clerk.page.url.rstrip("/").rsplit("/", 1)[1]
        if topic == "contact":
            break
        if topic == "account":
            clerk.photograph("photo_passbook_cover", passbook())
        clerk.click(".thumb button")
    assert topic == "contact"
    clerk.type("input[inputmode=tel]", "0912345678")

    server.kill()
    clerk.find(".thumb button").click()
    clerk.page.wait_for_url("chrome-error://**")
    server.start()
    clerk.page.reload()  # the browser sends the same form again
    assert clerk.page.url.rstrip("/").endswith("privacy")

    clerk.click(".thumb button")
    clerk.photograph("photo_application_form", signed_form())
    clerk.page.evaluate(SEND_AND_NEVER_HEAR)

    server.kill()
    server.start()
    clerk.click(".thumb button")  # nobody saw an answer, so the same form is sent again
    with acting_as(Acting.system(HUALIEN)):
        (case,) = Case.objects.all()
        assert case.state is Status.SUBMITTED
        assert sorted(Evidence.objects.values_list("kind", flat=True)) == [
            "application_form",
            "passbook_cover",
        ]
        assert OutboxMessage.objects.filter(topic="lookup.ask_all").count() == 1
    clerk.open(f"phone/applications/{case.id}/")
    assert case.number in clerk.text()
    clerk.leave()
