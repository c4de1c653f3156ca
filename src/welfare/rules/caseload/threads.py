"""Parts of a work done at the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

T = TypeVar("T")


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="caseload")


def run(parts: Sequence[Callable[[], T]], threads: int) -> list[T]:
    """What every part answers, in order; the first error is raised."""
    if threads == 1 or len(parts) == 1:
        return [part() for part in parts]
    return [done.result() for done in [_pool(threads).submit(part) for part in parts]]
