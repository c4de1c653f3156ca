"""The private PostgreSQL survives what happens to computers, and says in one sentence what it cannot."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from welfare.project import cluster
from welfare.project.cluster import binaries, server
from welfare.project.cluster.server import Server


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    cluster.stop(tmp_path / "data")


def postmaster(home: Path) -> int:
    found = Server(home).postmaster()
    assert found is not None
    return found.pid


def wait_until_gone(pid: int) -> None:
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists() or "(zombie)" in Path(f"/proc/{pid}/status").read_text():
            return
        time.sleep(0.05)
    raise AssertionError(f"process {pid} is still there")


def test_a_killed_server_comes_back_with_everything_that_was_committed(home: Path) -> None:
    first = cluster.ensure_running(home)
    with first.connect("owner") as connection:
        connection.execute("CREATE TABLE promise (text text)")
        connection.execute("INSERT INTO promise VALUES ('撥款')")
    os.kill(pid := postmaster(home), signal.SIGKILL)
    wait_until_gone(pid)
    again = cluster.ensure_running(home)
    with again.connect("app") as connection:
        assert connection.execute("SELECT text FROM promise").fetchall() == [("撥款",)]


def test_the_pid_file_of_a_dead_server_naming_a_living_stranger_does_not_block_the_start(home: Path) -> None:
    cluster.ensure_running(home, durable=False)
    pid_file = Server(home).pgdata / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    cluster.stop(home)
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert cluster.running(home) is None
    assert cluster.ensure_running(home, durable=False).port


def test_the_last_one_out_stops_the_server_and_nobody_earlier(home: Path) -> None:
    with cluster.in_use(home, durable=False):
        with cluster.in_use(home, durable=False) as second:
            port = second.port
        still = cluster.running(home)
        assert still is not None
        assert still.port == port
    assert cluster.running(home) is None


def test_a_server_started_on_request_outlives_its_users_until_it_is_stopped(home: Path) -> None:
    cluster.ensure_running(home, durable=False)
    with cluster.in_use(home, durable=False):
        pass
    assert cluster.running(home) is not None
    assert cluster.stop(home)
    assert cluster.running(home) is None


def test_programs_that_start_it_at_the_same_moment_share_one_server(home: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        ports = list(pool.map(lambda _: cluster.ensure_running(home, durable=False).port, range(4)))
    assert len(set(ports)) == 1


def test_a_taken_port_is_avoided(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken, free = other.getsockname()[1], server._free_port
        offers = iter([taken])
        monkeypatch.setattr(server, "_free_port", lambda: next(offers, None) or free())
        assert cluster.ensure_running(home, durable=False).port != taken


def test_a_damaged_data_folder_gets_one_sentence_that_names_the_way_out(home: Path) -> None:
    cluster.ensure_running(home, durable=False)
    cluster.stop(home)
    (Server(home).pgdata / "global" / "pg_control").write_bytes(b"\0" * 8192)
    with pytest.raises(cluster.ClusterError) as failure:
        cluster.ensure_running(home, durable=False)
    assert "damaged" in str(failure.value)
    assert "make demo-reset" in str(failure.value)


def test_lost_passwords_are_named_and_the_data_left_alone(home: Path) -> None:
    cluster.ensure_running(home, durable=False)
    cluster.stop(home)
    (home / "secrets" / "database.json").unlink()
    with pytest.raises(cluster.ClusterError, match=r"passwords .*database\.json.* are not"):
        cluster.ensure_running(home, durable=False)
    assert Server(home).exists()


def test_a_full_disk_is_said_before_anything_is_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SMALLEST_FREE_DISK", 2**62)
    with pytest.raises(cluster.ClusterError, match=r"MB free.*Free some space"):
        cluster.ensure_running(home, durable=False)
    assert not Server(home).exists()


def test_data_of_another_version_is_refused_with_both_versions_named(home: Path) -> None:
    cluster.ensure_running(home, durable=False)
    cluster.stop(home)
    (Server(home).pgdata / "PG_VERSION").write_text("14\n")
    with pytest.raises(cluster.ClusterError, match=rf"PostgreSQL 14.*{binaries.find().major}"):
        cluster.ensure_running(home, durable=False)


def test_a_named_folder_without_postgresql_is_an_error_and_not_a_reason_to_take_another(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELFARE_PG_BINDIR", str(home / "nothing"))
    with pytest.raises(cluster.ClusterError, match="WELFARE_PG_BINDIR"):
        cluster.ensure_running(home)


def test_the_server_is_never_root_and_its_folder_is_open_to_nobody_else(home: Path) -> None:
    running = cluster.ensure_running(home, durable=False)
    with running.connect("superuser", "postgres") as connection:
        row = connection.execute("SELECT pg_read_file('/proc/self/status')").fetchone()
    assert row is not None
    uids = next(line for line in row[0].splitlines() if line.startswith("Uid:")).split()[1:]
    assert "0" not in uids
    assert Server(home).who.home.stat().st_mode & 0o077 == 0


def test_a_killed_program_does_not_keep_the_cluster_from_others(home: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from welfare.project import cluster\n"
        "with cluster.in_use(Path(sys.argv[1]), durable=False): print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(home)], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"up\n"
        program.kill()
    with cluster.in_use(home, durable=False):
        assert cluster.running(home) is not None
    assert cluster.running(home) is None
