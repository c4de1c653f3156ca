"""The browser, the house of one journey, and people at work in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.house import House, serving
from tests.journeys.person import Counter, Person
from welfare.connectors.demo_nation.register import Register
from welfare.project.demo import nation

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
_PERSONS = 1000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Playwright's loop lives in this thread, so Django is told that this is fine."""
    program = shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(program).exists():
        pytest.fail("The journeys need a browser: install the Debian packages chromium and fonts-noto-cjk.")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def nation_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic nation, made once."""
    folder = tmp_path_factory.mktemp("nation") / "demo_nation"
    nation.found(folder, persons=_PERSONS)
    return folder


@pytest.fixture(scope="session")
def register(nation_dir: Path) -> Register:
    return Register.open(nation_dir)


@pytest.fixture
def data_dir(nation_dir: Path, tmp_path: Path, settings: object) -> Iterator[Path]:
    """A data directory of the test's own over the shared register."""
    (tmp_path / "demo_nation").symlink_to(nation_dir)
    for folder in ("official_documents", "static"):
        (tmp_path / folder).mkdir()
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"  # type: ignore[attr-defined]
    yield tmp_path


@pytest.fixture
def house(own_database: str, data_dir: Path) -> Iterator[House]:
    """Everything committed, everything served, the queue worked off when the test says so."""
    with serving(data_dir / "official_documents") as running:
        yield running


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def arrives(browser: Browser, house: House, counter: Counter) -> Iterator[Callable[..., Person]]:
    """`arrives("clerk", phone=True)`: an officer at a fresh browser, signed in at the demo's door."""
    here: list[Person] = []

    def come(role: str, **how: object) -> Person:
        here.append(Person(browser, house.address, role, counter=counter, **how))  # type: ignore[arg-type]
        return here[-1].sign_in()

    yield come
    for person in here:
        person.leave()
