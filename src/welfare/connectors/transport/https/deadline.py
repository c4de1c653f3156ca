"""One deadline for a whole answer: a read time-out alone never ends a server that sends a byte a second."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from contextvars import ContextVar
from heapq import heappop, heappush
from itertools import count
from threading import Condition, Thread
from types import TracebackType
from typing import Self

from urllib3 import HTTPResponse
from urllib3.connection import HTTPSConnection

_now: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class Deadline:
    """Hangs up on the connection in use when the time is over; `passed` says that it happened."""

    def __init__(self, seconds: float) -> None:
        self.over_at = time.monotonic() + seconds
        self.passed, self.is_done = False, False
        self._line: socket.socket | None = None

    def __enter__(self) -> Self:
        self._token = _now.set(self)
        _watchman.watch(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_done, self._line = True, None
        _now.reset(self._token)

    def use(self, line: socket.socket | None) -> None:
        """The connection that is in use from now on."""
        self._line = line
        if self.passed:
            self.hang_up()

    def hang_up(self) -> None:
        if self.is_done:
            return
        self.passed = True
        line = self._line
        if line is not None:
            with suppress(OSError):  # it has just ended by itself
                socket.socket.shutdown(line, socket.SHUT_RDWR)  # below TLS: no farewell to wait for


class _Watchman:
    """One thread for all deadlines of this process; a thread for each would cost more than the question."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: list[tuple[float, int, Deadline]] = []
        self._number = count()
        self._thread: Thread | None = None

    def watch(self, deadline: Deadline) -> None:
        with self._changed:
            if self._thread is None or not self._thread.is_alive():  # also after a fork
                self._waiting = []
                self._thread = Thread(target=self._work, name="deadlines", daemon=True)
                self._thread.start()
            heappush(self._waiting, (deadline.over_at, next(self._number), deadline))
            if self._waiting[0][2] is deadline:
                self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._waiting or self._waiting[0][0] > time.monotonic():
                    earliest = self._waiting[0][0] - time.monotonic() if self._waiting else None
                    self._changed.wait(earliest)
                deadline = heappop(self._waiting)[2]
            deadline.hang_up()


_watchman = _Watchman()


class Watched(HTTPSConnection):
    """A connection that the deadline in force can end."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as the library itself
        deadline = _now.get()
        if deadline is not None:
            deadline.use(self.sock)
        return super().getresponse()
