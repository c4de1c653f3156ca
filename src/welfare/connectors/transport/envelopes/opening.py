"""Opening what others sealed, in a process of its own: whatever it does, it can only end.

The system bounds its memory, its time and the size of what it writes; a bomb meets a wall, not our worker.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

from welfare.connectors.transport.envelopes.envelope import (
    DAMAGED,
    TOO_MUCH,
    EnvelopeError,
    Limits,
    Secrets,
    envelope,
)

_REFUSED = 3
_GRACE = 30


def open_sealed(kind: str, secrets: Secrets, package: Path, into: Path, limits: Limits | None = None) -> None:
    """Write the files of a package into the folder `into`, which must be empty. Raises EnvelopeError."""
    limits = limits or Limits()
    order = {
        "kind": kind,
        "package": str(package),
        "into": str(into),
        "secrets": {name: [str(path) for path in getattr(secrets, name)] for name in Secrets.__slots__},
        "limits": {name: getattr(limits, name) for name in Limits.__slots__},
    }
    try:
        ended = subprocess.run(  # noqa: S603  our own program, our own arguments
            [sys.executable, "-m", __name__],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=limits.seconds + _GRACE,
            check=False,
        )
    except subprocess.TimeoutExpired as never:
        raise EnvelopeError(TOO_MUCH) from never
    if ended.returncode == _REFUSED:
        raise EnvelopeError(ended.stdout.decode("utf-8"))
    if ended.returncode < 0:  # ended by the system: time or memory
        raise EnvelopeError(TOO_MUCH)
    if ended.returncode:
        raise EnvelopeError(DAMAGED)


def _main() -> int:
    order = json.loads(sys.stdin.read())
    limits = Limits(**order["limits"])
    package = Path(order["package"])
    secrets = Secrets(**{name: tuple(map(Path, paths)) for name, paths in order["secrets"].items()})
    try:
        sealed = envelope(order["kind"], secrets)
        _fence(limits, limits.room(package.stat().st_size))
        sealed.unseal(package, Path(order["into"]), limits)
    except EnvelopeError as refused:
        return _tell(refused)
    except MemoryError:
        return _tell(EnvelopeError(TOO_MUCH))
    return 0


def _tell(refused: EnvelopeError) -> int:
    sys.stdout.buffer.write(refused.sentence.encode())
    return _REFUSED


def _fence(limits: Limits, room: int) -> None:
    slack = 1 << 16  # what a tar adds around its files
    resource.setrlimit(resource.RLIMIT_FSIZE, (room + slack, room + slack))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(_main())
