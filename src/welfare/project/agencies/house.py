"""The demo agencies for the time of a block: a folder nobody else uses, a register to read."""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from welfare.connectors.demo_nation.register import MANIFEST
from welfare.project.agencies.watch import Agencies
from welfare.project.trouble import Trouble

_PATIENCE_SECONDS = 30


@contextmanager
def kept(homes: Path, nation: Path) -> Iterator[Path]:
    """Holds the folder for the block; yields the register's folder. Raises Trouble when it is in use."""
    homes.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (homes / "in-use").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(f"Demo agencies run in {homes} already. End those first (Ctrl-C).") from None
        if not (nation / MANIFEST).exists():
            _found(nation)
        yield nation


def _found(nation: Path) -> None:
    from welfare.project import boot

    boot.django(start_database=False)
    from welfare.project.demo.nation import found

    found(nation)


@contextmanager
def on_the_wire(home: Path, nation: Path, sources: Sequence[str] | None = None) -> Iterator[Agencies]:
    """Demo agencies (all by default) as processes, and Django told to reach them, until the block ends.

    Keys, folders and logs go below `home`. Yields while they are starting: `need` waits for them.
    """
    from django.test.utils import override_settings

    agencies = Agencies(home, nation, home / "logs")
    try:
        agencies.start(sources)
        with override_settings(AGENCIES_DIR=str(home)):
            yield agencies
    finally:
        agencies.stop()


def need(agencies: Agencies) -> None:
    """Raises Trouble when somebody does not come up."""
    if late := agencies.wait(_PATIENCE_SECONDS):
        logs = ", ".join(str(agencies.family.log(source)) for source in late)
        raise Trouble(
            f"Not ready after {_PATIENCE_SECONDS} s: {', '.join(late)}. What they say is in {logs}."
        )
