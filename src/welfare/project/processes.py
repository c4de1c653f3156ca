"""Start the demo's processes, watch over them, and end them all together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from welfare.project import places

PATIENCE_SECONDS = 10.0
PR_SET_PDEATHSIG = 1
#: seconds between the worker's looks for jobs that were put off; a new job rings by itself
WORKER_LOOKS_EVERY = 0.5


@dataclass(frozen=True)
class Program:
    """`command`: the words after `welfare` (or `python -m module`); `name`: what a person calls it."""

    name: str
    command: Sequence[str]
    module: str = "welfare.project.cli"


class Family:
    """Child processes that live and die together. Their output goes to `logs`, one file each."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._asked_to_stop = False

    def start(self, program: Program) -> None:
        """Start it; started again, it goes on with its log."""
        self._logs.mkdir(parents=True, exist_ok=True)
        with self.log(program.name).open("ab" if program.name in self._children else "wb") as log:
            self._children[program.name] = subprocess.Popen(
                [sys.executable, "-m", program.module, *program.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=places.checkout(),
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
                start_new_session=True,  # Ctrl-C reaches us alone; we end the children in order
                preexec_fn=_end_with_parent,
            )

    def listen_for_the_end(self) -> None:
        """From now on Ctrl-C and SIGTERM make `watch` return."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)

    def ended(self) -> str | None:
        """One sentence about the first child that has ended, or None while all run."""
        return next(iter(self.ends().values()), None)

    def ends(self) -> dict[str, str]:
        """One sentence for each child that has ended."""
        codes = {name: child.poll() for name, child in self._children.items()}
        return {name: self._end_of(name, code) for name, code in codes.items() if code is not None}

    def end(self, name: str, number: signal.Signals = signal.SIGTERM) -> None:
        """End one child and whatever it started; the others stay."""
        child = self._children[name]
        if child.poll() is not None:
            return
        _signal_group(child.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE_SECONDS)
        _signal_group(child.pid, signal.SIGKILL)
        child.wait()

    @property
    def asked_to_stop(self) -> bool:
        return self._asked_to_stop

    def watch(self) -> str | None:
        """Wait until somebody asks us to stop (None) or a child ends by itself (the sentence)."""
        while not self._asked_to_stop:
            sentence = self.ended()
            if sentence:
                return sentence
            time.sleep(0.2)
        return None

    def stop(self) -> None:
        """End every child and whatever it started: politely, then for good."""
        for child in reversed(self._children.values()):
            _signal_group(child.pid, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE_SECONDS
        for child in self._children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, deadline - time.monotonic()))
            _signal_group(child.pid, signal.SIGKILL)
            child.wait()
        self._children.clear()

    def _end_of(self, name: str, code: int) -> str:
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        return f"{name} {how}. Its last words are in {self.log(name)}."

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_stop = True

    def log(self, name: str) -> Path:
        return self._logs / f"{name}.log"


def _signal_group(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return


def _end_with_parent() -> None:
    """Even when the parent is killed outright (Linux), its children get SIGTERM."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
