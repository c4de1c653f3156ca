"""Trying again at once, a few times: what lasts longer is the asking stage's own patience."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from welfare.lookup.ports import TransportError

T = TypeVar("T")


def patiently(attempt: Callable[[], T], *, tries: int = 3, pause: float = 0.2) -> T:
    """Retries what may pass, with pauses that double and scatter. Raises the last TransportError."""
    for left in range(tries - 1, 0, -1):
        try:
            return attempt()
        except TransportError as trouble:
            if trouble.permanent:
                raise
            time.sleep(pause * 2 ** (tries - 1 - left) * random.uniform(0.5, 1.5))  # noqa: S311  no secret
    return attempt()
