"""The server process itself: create its files, start it, find it, stop it, whatever state it was left in."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import zlib
from dataclasses import dataclass
from pathlib import Path

from welfare.project.cluster import binaries, configuration, errors, identity
from welfare.project.cluster.errors import ClusterError

SMALLEST_FREE_DISK = 150 * 1024 * 1024
LONGEST_SOCKET_FOLDER = 90  # of 107 bytes, less the name of the socket
START_SECONDS = 60


@dataclass(frozen=True)
class Postmaster:
    """What postmaster.pid says: a claim, true only when `Server.alive` agrees."""

    pid: int
    port: int
    sockets: str


class Server:
    """One cluster's files and process. `data_dir` is the installation's data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.who = identity.choose(data_dir / "cluster")
        self.pgdata = self.who.home / "pgdata"
        self.log = self.who.home / "server.log"
        self.sockets = self._socket_folder()

    def exists(self) -> bool:
        return (self.pgdata / "PG_VERSION").is_file()

    def version(self) -> int:
        text = (self.pgdata / "PG_VERSION").read_text().strip()
        if not text.isdigit():
            raise ClusterError(errors.explain("", self.who.home))
        return int(text)

    def create(self, superuser_password: str, *, durable: bool) -> None:
        """initdb, in a folder that gets its final name only when complete."""
        programs = self._programs()
        self._need_disk()
        draft = self.pgdata.with_name("pgdata.draft")
        shutil.rmtree(draft, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=self.who.home, prefix=".pw") as password_file:
            password_file.write(superuser_password)
            password_file.flush()
            self.who.own(Path(password_file.name))
            command = [
                programs["initdb"], "--pgdata", str(draft), "--username", "postgres",
                "--pwfile", password_file.name, "--auth", "scram-sha-256", "--encoding", "UTF8",
                "--data-checksums", "--no-instructions", *_locale(programs.major),
                *([] if durable else ["--no-sync"]),
            ]  # fmt: skip
            done = self._run(command)
        if done.returncode:
            shutil.rmtree(draft, ignore_errors=True)
            self.log.write_text(done.stdout)
            raise ClusterError(errors.explain(done.stdout, self.who.home))
        draft.rename(self.pgdata)

    def start(self, *, durable: bool) -> None:
        """Start it. Raises ClusterError with one sentence when it does not come up."""
        programs = self._programs()
        if programs.major != self.version():
            raise ClusterError(
                f"The database in {self.data_dir} was made by PostgreSQL {self.version()},"
                f" but {programs.origin} has version {programs.major}."
                f" Set WELFARE_PG_BINDIR to version {self.version()}, or {errors.START_AFRESH}."
            )
        self._need_disk()
        self._clear_stale_pid()
        self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.who.own(self.sockets)
        self.who.own(configuration.write(self.pgdata, self.sockets, durable=durable))
        for attempt in range(3):
            self.log.unlink(missing_ok=True)
            self.log.touch(0o600)
            self.who.own(self.log)
            if self._run([
                programs["pg_ctl"], "start", "--wait", "--timeout", str(START_SECONDS), "--silent",
                "--pgdata", str(self.pgdata), "--log", str(self.log), "--options", f"-p {_free_port()}",
            ]).returncode == 0:  # fmt: skip
                return
            said = self.log.read_text(errors="replace")
            # Children of a killed server may hold its memory for a moment; another program may take the port.
            if "still in use" not in said and "Address already in use" not in said:
                break
            time.sleep(attempt + 0.5)
        raise ClusterError(errors.explain(said, self.who.home))

    def stop(self) -> None:
        """Stop it, letting current statements be rolled back. Fine when it is not running."""
        if self.exists() and self.postmaster():
            self._run(
                [self._programs()["pg_ctl"], "stop", "--mode", "fast", "--wait", "--pgdata", str(self.pgdata)]
            )

    def postmaster(self) -> Postmaster | None:
        """The running server, or None; the file of a dead one, or a stranger's pid, counts as None."""
        claim = self._claim()
        return claim if claim and _serves(claim.pid, self.pgdata) else None

    def _claim(self) -> Postmaster | None:
        try:
            lines = (self.pgdata / "postmaster.pid").read_text().splitlines()
            return Postmaster(int(lines[0]), int(lines[3]), lines[4])
        except (OSError, IndexError, ValueError):
            return None

    def _clear_stale_pid(self) -> None:
        # PostgreSQL removes the file of a dead server itself, but gives up when its pid now belongs to a
        # stranger.
        if self.postmaster() is None:
            (self.pgdata / "postmaster.pid").unlink(missing_ok=True)

    def _programs(self) -> binaries.Binaries:
        programs = binaries.find()
        if not self.who.foreign or self.who.reachable(programs.folder / "postgres"):
            return programs
        copy = self.who.home.parent / f"postgresql-{programs.major}"
        if not (copy / "bin" / "postgres").is_file():
            shutil.copytree(programs.folder.parent, copy, dirs_exist_ok=True)
        return binaries.Binaries(copy / "bin", programs.major, programs.origin)

    def _socket_folder(self) -> Path:
        inside = self.who.home / "run"
        if len(str(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        mark = zlib.crc32(str(inside).encode())
        folder = Path(tempfile.gettempdir()) / f"welfare-{os.getuid()}-{mark:x}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid not in (os.getuid(), identity.NOBODY) or folder.is_symlink():
            raise ClusterError(f"{folder} belongs to somebody else. Set WELFARE_DATA_DIR to a shorter path.")
        return folder

    def _need_disk(self) -> None:
        free = shutil.disk_usage(self.who.home).free
        if free < SMALLEST_FREE_DISK:
            raise ClusterError(
                f"The disk that holds {self.who.home} has only {free // 1024**2} MB free; the database needs"
                f" {SMALLEST_FREE_DISK // 1024**2} MB. Free some space and start again."
            )

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        # A session of its own: Ctrl-C in the terminal is for us, and we stop the server in good order.
        # Output goes to a file, because the server would hold a pipe open for ever.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [*self.who.prefix, *command],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, text=True,
                start_new_session=True, cwd=self.who.home, check=False,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
            )  # fmt: skip
            output.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, output.read())


def _locale(major: int) -> list[str]:
    """Code-point order that knows which characters are letters, the same on every machine."""
    builtin = ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"] if major >= 17 else []
    return ["--locale", "C.UTF-8", *builtin]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serves(pid: int, pgdata: Path) -> bool:
    """Is process `pid` a PostgreSQL server of these files?"""
    command = Path(f"/proc/{pid}/cmdline")
    if command.parent.parent.joinpath("self").exists():
        try:
            return str(pgdata).encode() in command.read_bytes().split(b"\0")
        except OSError:
            return False
    listing = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return str(pgdata) in listing.stdout
