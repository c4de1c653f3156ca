"""What the demo agencies need before they start: a folder nobody else uses now, and a register to read."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from welfare.connectors.demo_nation.register import MANIFEST
from welfare.project.trouble import Trouble


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
