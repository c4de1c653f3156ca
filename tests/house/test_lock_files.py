"""Whoever clones this gets exactly these packages, from wherever their machine fetches packages."""

import json
import re
from pathlib import Path

import pytest

from welfare.project import checks, places

ROOT = places.checkout()
PYTHON_LOCKS = sorted(
    lock for place in ("", "setup/", "bench/*/", "bench/*/*/") for lock in ROOT.glob(f"{place}*.lock")
)


@pytest.mark.proves("P10-58")
@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_python_package_is_pinned_by_version_and_hash_and_no_host_is_named(lock: Path) -> None:
    requirements = re.split(r"\n(?! )", lock.read_text().strip())
    assert requirements
    for requirement in requirements:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+", requirement), requirement.splitlines()[0]
        assert "--hash=sha256:" in requirement
    assert "://" not in lock.read_text()
    assert "index-url" not in lock.read_text()


@pytest.mark.proves("P10-58")
def test_the_font_package_is_pinned_by_hash_and_no_host_is_named() -> None:
    for path in ROOT.glob("setup/*/package-lock.json"):
        packages = json.loads(path.read_text())["packages"]
        fetched = {name: package for name, package in packages.items() if name}
        assert fetched
        assert all("integrity" in package and "resolved" not in package for package in fetched.values())


def test_what_runs_is_the_same_with_and_without_the_test_tools() -> None:
    running = set(re.findall(r"^[a-z0-9.\[\],_-]+==\S+", (ROOT / "requirements.lock").read_text(), re.M))
    testing = set(re.findall(r"^[a-z0-9.\[\],_-]+==\S+", (ROOT / "requirements-dev.lock").read_text(), re.M))
    assert running < testing


def test_the_check_finds_a_host_and_a_path_of_one_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "checkout", lambda: tmp_path)
    lock, page = tmp_path / "some.lock", tmp_path / "page.md"
    lock.write_text("six==1 --hash=sha256:0\n--index-url https" + "://packages.example/simple\n")
    page.write_text("See /" + "home/somebody/notes\n")
    monkeypatch.setattr(checks, "_tracked", lambda: [lock, page])
    passed, words = checks.no_host_names()
    assert not passed
    assert words.splitlines() == ["some.lock:2: names a host", "page.md:1: names a folder of one machine"]
