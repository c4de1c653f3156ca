"""One voice for the set-up: one sentence for what happens, one for what went wrong and how to mend it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("WELFARE_DATA_DIR") or CHECKOUT / ".data")


class Trouble(Exception):
    """Something a person has to mend; the text is the sentence they read."""


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def run(command: list[str], *, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Run a command quietly. Returns its output; raises `Trouble` with its last words when it fails."""
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except OSError as error:
        raise Trouble(f"{command[0]} cannot be run: {error.strerror}.") from error
    if done.returncode:
        last = "\n".join(done.stdout.strip().splitlines()[-15:])
        raise Trouble(f"`{' '.join(command[:6])} …` failed:\n{last}")
    return done.stdout


def fingerprint(*parts: str | Path) -> str:
    """One hash over texts and the contents of files; a missing file counts as empty."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part.read_bytes() if part.is_file() else b""
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def is_current(stamp: Path, mark: str) -> bool:
    return stamp.is_file() and stamp.read_text() == mark


def remember(stamp: Path, mark: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)
