"""Parts of a work done at the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="caseload")


def share(work: Callable[[], None], threads: int) -> None:
    """The same work begun by so many threads, which share what there is to do. The calling one goes on at
    once; a helper that is not awake when everything is done need not begin. An error is raised."""
    helpers = [_pool(threads).submit(work) for _ in range(threads - 1)]
    try:
        work()
    finally:
        for helper in helpers:
            if not helper.cancel():
                helper.result()


def each(parts: Sequence[Callable[[], None]], threads: int) -> None:
    """Every part done once, each by the first thread that is free; an error is raised."""
    left = iter(parts)  # taken from by one thread at a time, as every iterator over a list

    def work() -> None:
        for part in left:
            part()

    share(work, min(threads, len(parts)))
