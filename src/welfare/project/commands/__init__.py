"""The words of the `welfare` command, a module each: docstring (its help), `configure` and `run`."""

import argparse
from datetime import date


def day(text: str) -> date:
    """A date on the command line, written as 2026-11-20."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as 2026-11-20") from error
