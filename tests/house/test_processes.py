"""The demo's processes live and die together, and a death is named."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from welfare.project import demonstration
from welfare.project.processes import Family, Program

SLEEP = "import time; time.sleep(60)"


@pytest.fixture
def family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Family]:
    # A stand-in for the interpreter: our programs here are one-line scripts, not `welfare` commands.
    runner = tmp_path / "runner"
    runner.write_text(f'#!/bin/sh\nshift 2\nexec {sys.executable} -c "$1"\n')
    runner.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(runner))
    family = Family(tmp_path / "logs")
    yield family
    family.stop()


def pid_of(family: Family, name: str) -> int:
    return family._children[name].pid


def test_a_killed_child_is_named_and_the_others_end_with_it(family: Family) -> None:
    family.start(Program("web", [SLEEP]))
    family.start(Program("worker", [SLEEP]))
    web, worker = pid_of(family, "web"), pid_of(family, "worker")
    os.kill(worker, signal.SIGKILL)
    sentence = family.watch()
    assert sentence is not None
    assert sentence.startswith("worker was killed by SIGKILL.")
    family.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(web, 0)


def test_a_child_that_fails_at_the_start_is_named_with_the_place_of_its_last_words(family: Family) -> None:
    family.start(Program("agencies", ["raise SystemExit('no port')"]))
    sentence = family.watch()
    assert sentence is not None
    assert "agencies ended with code 1" in sentence
    assert "no port" in Path(sentence.split(" are in ")[1].rstrip(".")).read_text()


def test_grandchildren_end_too(family: Family, tmp_path: Path) -> None:
    marker = tmp_path / "grandchild"
    script = (
        "import subprocess; child = subprocess.Popen(['sleep', '60'])\n"
        f"open('{marker}', 'w').write(str(child.pid)); child.wait()"
    )
    family.start(Program("web", [script]))
    while not marker.exists() or not marker.read_text():
        time.sleep(0.02)
    grandchild = int(marker.read_text())
    family.stop()
    assert _ends(grandchild)


def _ends(pid: int) -> bool:
    """Whether the killed process is gone, or only waits to be reaped; the kernel may take a moment."""
    status = Path(f"/proc/{pid}/status")
    for _ in range(250):
        try:
            if "(zombie)" in status.read_text():
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def test_a_taken_port_gets_one_sentence_and_a_way_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("WELFARE_PORT", str(port))
        assert demonstration.run() == 1
    said = capsys.readouterr().err
    assert f"Port {port} is used by another program" in said
    assert "make demo WELFARE_PORT=" in said


@pytest.mark.parametrize("nonsense", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_gets_one_sentence(
    nonsense: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WELFARE_PORT", nonsense)
    assert demonstration.run() == 1
    assert "WELFARE_PORT" in capsys.readouterr().err


def test_the_demo_does_not_throw_away_a_database_that_is_not_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WELFARE_DATABASE_URL", "postgresql://somewhere/welfare")
    assert demonstration.reset() == 1
    assert "WELFARE_DATABASE_URL" in capsys.readouterr().err


def test_help_comes_without_loading_the_framework() -> None:
    script = (
        "import sys; from welfare.project import cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'django', 'numpy', 'weasyprint', 'psycopg', 'lxml'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "demo" in done.stdout
