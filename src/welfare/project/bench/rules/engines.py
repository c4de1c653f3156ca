"""The engines of the comparison: each a process that holds its caseload and answers when it is asked."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from welfare.project import places
from welfare.project.trouble import Trouble

PEERS = places.checkout() / "bench" / "peers"


class EngineFailed(Trouble):
    """An engine cannot be installed, does not start or stopped; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Engine:
    """`environment` is the folder of bench/peers with a lock file of its own; without one the project's own
    environment serves, so that floors and engine have the same compiler."""

    name: str
    script: str
    arguments: tuple[str, ...] = ()
    environment: str = ""


OWN = Engine("own", "own_peer.py", ("2",))
OWN_AGAIN = Engine("own_again", "own_peer.py", ("2",))
OWN_ONE_THREAD = Engine("own_1_thread", "own_peer.py", ("1",))
IDIOMATIC = Engine("openfisca_core_idiomatic", "country_peer.py", ("idiomatic",), "openfisca")
PACKAGES = (
    IDIOMATIC,
    Engine("openfisca_core_tuned", "country_peer.py", ("tuned",), "openfisca"),
    Engine("policyengine_core_idiomatic", "country_peer.py", ("idiomatic",), "policyengine"),
    Engine("policyengine_core_tuned", "country_peer.py", ("tuned",), "policyengine"),
)
NUMPY = Engine("plain_numpy", "floor_peer.py", ("numpy",))
FLOORS = (
    Engine("floor:numba_kernel", "floor_peer.py", ("kept", "2")),
    Engine("floor:numba_kernel_1_thread", "floor_peer.py", ("kept", "1")),
    Engine("floor:numba_kernel_lean", "floor_peer.py", ("lean", "2")),
    Engine("floor:numba_kernel_lean_1_thread", "floor_peer.py", ("lean", "1")),
)
ENGINES = (OWN, *PACKAGES, NUMPY, *FLOORS, OWN_AGAIN, OWN_ONE_THREAD)


def python_of(engine: Engine) -> Path:
    """The interpreter of an engine's environment, made when it is not there; raises EngineFailed."""
    if not engine.environment:
        return Path(sys.executable)
    folder = places.data_dir() / "bench" / engine.environment
    lock = PEERS / engine.environment / "requirements.lock"
    command = [sys.executable, str(places.checkout() / "setup"), "apart", str(lock), str(folder)]
    done = subprocess.run(command, stdout=sys.stderr, check=False)
    if done.returncode:
        raise EngineFailed(f"The packages of {engine.environment} cannot be installed here.")
    return folder / "bin" / "python"


class Running:
    """A started engine. Ends with the `with` block that holds it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._log = places.data_dir() / "bench" / "logs" / f"{engine.name.replace(':', '_')}.txt"
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [str(python_of(engine)), str(PEERS / engine.script), *engine.arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=PEERS,
            )

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=60)
        self._process.stdout.close()

    def ask(self, **question: Any) -> dict[str, Any]:
        """One question, one answer; raises EngineFailed with the last words of an engine that stopped."""
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            words = self._log.read_text(errors="replace").strip().splitlines()
            raise EngineFailed(f"{self.engine.name} stopped: {words[-1] if words else 'without a word'}")
        answer: dict[str, Any] = json.loads(line)
        return answer
