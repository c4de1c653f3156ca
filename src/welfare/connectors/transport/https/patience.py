"""Trying again at once, a few times: what lasts longer is the asking stage's own patience."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from welfare.lookup.ports import TransportError

T = TypeVar("T")


def patiently(attempt: Callable[[], T], *, seconds: float, tries: int = 3, pause: float = 0.2) -> T:
    """Retries what may pass, with pauses that double and scatter, no longer than `seconds`: somebody waits.

    Raises the last TransportError.
    """
    until = time.monotonic() + seconds
    for number in range(tries):
        try:
            return attempt()
        except TransportError as trouble:
            wait = pause * 2**number * random.uniform(0.5, 1.5)  # noqa: S311  no secret
            if trouble.permanent or number == tries - 1 or time.monotonic() + wait > until:
                raise
            time.sleep(wait)
    raise AssertionError("at least one try")
