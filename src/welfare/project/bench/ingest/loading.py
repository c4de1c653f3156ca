"""One timed load of everything that lies in a folder, and one that is killed again and again."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from welfare.project.trouble import Trouble


class LoadFailed(Trouble):
    """The ingesting process ended with an error."""


@dataclass(frozen=True, slots=True)
class Job:
    """Which register's answers lie where, and which database takes them."""

    database: str
    source: str
    folder: Path

    def start(self) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "welfare.project.bench.ingest.process"]
        words += [self.database, self.source, str(self.folder)]
        return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def load(job: Job) -> dict[str, Any]:
    """To the end, undisturbed. Raises LoadFailed."""
    process = job.start()
    said, trouble = process.communicate()
    if process.returncode:
        raise LoadFailed(f"The ingesting process failed: {trouble.decode()[-600:]}")
    done: dict[str, Any] = json.loads(said)
    return done


def load_killed(job: Job, kills: int, seconds: float, seed: int) -> tuple[int, dict[str, Any]]:
    """Killed (SIGKILL) at random moments within `seconds` of its start, then let go on to the end.

    Returns how many kills met a running process, and what the last one said.
    """
    chance, met = random.Random(seed), 0  # noqa: S311 - a seed makes the run repeatable
    for _ in range(kills):
        process = job.start()
        time.sleep(chance.uniform(0.2, seconds))
        met += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
    return met, load(job)
