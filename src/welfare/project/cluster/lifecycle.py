"""Start, stop and share the private cluster."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from welfare.project.cluster import credentials, locks, roles
from welfare.project.cluster.connection import Cluster
from welfare.project.cluster.errors import ClusterError
from welfare.project.cluster.server import Server


def ensure_running(data_dir: Path, *, durable: bool = True) -> Cluster:
    """Create, start or repair the cluster of this data folder and return how to reach it.

    It stays up until `stop`. Safe to call from several programs at once. `durable=False` trades safety
    against power cuts for speed (tests). Raises ClusterError with one sentence.
    """
    with locks.changing(data_dir):
        cluster = _ensure(data_dir, durable=durable)
        _kept(data_dir).touch()
        return cluster


@contextmanager
def in_use(data_dir: Path, *, durable: bool = True) -> Iterator[Cluster]:
    """The running cluster, for as long as it is needed.

    Whoever leaves last stops the server, unless `ensure_running` asked for it to stay.
    """
    with locks.changing(data_dir):
        cluster = _ensure(data_dir, durable=durable)
        users = locks.Users(data_dir)
    try:
        yield cluster
    finally:
        with locks.changing(data_dir):
            if users.leave() and not _kept(data_dir).exists():
                Server(data_dir).stop()


def running(data_dir: Path) -> Cluster | None:
    """The cluster when its server runs now, else None. Starts and creates nothing."""
    if not credentials.path(data_dir).is_file():
        return None
    return _find(Server(data_dir))


def stop(data_dir: Path) -> bool:
    """Stop the server. Returns False when it did not run."""
    with locks.changing(data_dir):
        _kept(data_dir).unlink(missing_ok=True)
        if running(data_dir) is None:
            return False
        Server(data_dir).stop()
        return True


def _kept(data_dir: Path) -> Path:
    return data_dir / "cluster.keep"


def _ensure(data_dir: Path, *, durable: bool) -> Cluster:
    server = Server(data_dir)
    found = _find(server)
    if found is not None:
        return found
    passwords = credentials.read(data_dir)
    if not server.exists():
        passwords = passwords or credentials.create(data_dir)
        server.create(passwords["superuser"], durable=durable)
    elif passwords is None:
        raise ClusterError(
            f"The database in {data_dir} is there but its passwords ({credentials.path(data_dir)}) are not."
            " Restore that file from a backup, or run `make demo-reset`."
        )
    server.start(durable=durable)
    cluster = _find(server)
    if cluster is None:
        raise ClusterError(f"The private database started and ended at once. Its log is {server.log}.")
    try:
        roles.prepare(cluster)
    except psycopg.Error as error:
        server.stop()
        raise ClusterError(
            f"The private database in {data_dir} runs but does not accept us ({error.__class__.__name__})."
            f" Its log is {server.log}."
        ) from error
    return cluster


def _find(server: Server) -> Cluster | None:
    if not server.exists():
        return None
    postmaster, passwords = server.postmaster(), credentials.read(server.data_dir)
    if postmaster is None or passwords is None:
        return None
    return Cluster(server.data_dir, postmaster.sockets, postmaster.port, server.version(), passwords)
