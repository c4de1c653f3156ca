"""Prepare this checkout: `python3 setup [demo|all]`; or `python3 setup apart LOCK FOLDER`, one environment.

Runs before anything is installed, so it may use the standard library only, and this file must even parse on a
Python that is too old, to be able to say so. Every step remembers a fingerprint of what it was made from and
is skipped while that stays the same.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "暖流 needs Python 3.11 or newer; this is Python %d.%d."
        " Install a newer one and run: make setup PYTHON=python3.12" % sys.version_info[:2]
    )

from pathlib import Path

import environment
import letter_fonts
import messages
import native
from say import Trouble, say


def main(purpose, *files):
    """`demo` prepares what running needs, `all` what checks need besides; `apart` leaves .venv alone."""
    try:
        if purpose == "apart":
            environment.apart(*map(Path, files))
            return 0
        environment.prepare("requirements.lock" if purpose == "demo" else "requirements-dev.lock")
        native.ensure_letter_libraries()
        letter_fonts.ensure()
        messages.compile_catalogues()
        if purpose == "test":
            native.ensure_test_programs()
    except Trouble as trouble:
        say(str(trouble))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or ["all"])))
