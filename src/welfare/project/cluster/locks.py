"""Two file locks that keep several programs from tripping over one cluster.

`changing` is held, alone, while somebody starts or stops the server. `Users` counts who needs it running:
every user holds the same lock shared, so whoever can take it alone is the last one and may stop the server.
The kernel drops both when a process dies, however it dies.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def changing(data_dir: Path) -> Iterator[None]:
    with _open(data_dir, "cluster.lock") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Users:
    """Membership among the users of a cluster, from construction until `leave`."""

    def __init__(self, data_dir: Path) -> None:
        self._file = _open(data_dir, "cluster.users")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Returns True when nobody else uses the cluster any more. Call it while `changing`."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            return False
        finally:
            self._file.close()


def _open(data_dir: Path, name: str) -> IO[bytes]:
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return (data_dir / name).open("ab")
