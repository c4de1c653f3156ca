"""One deadline for a whole answer: a read time-out alone never ends a server that sends a byte a second."""

from __future__ import annotations

import socket
from contextlib import suppress
from contextvars import ContextVar
from threading import Timer
from types import TracebackType
from typing import Self

from urllib3 import HTTPResponse
from urllib3.connection import HTTPSConnection

_now: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class Deadline:
    """Hangs up on the connection in use when the time is over; `passed` says that it happened."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._line: socket.socket | None = None
        self._timer = Timer(seconds, self._hang_up)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._token = _now.set(self)
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._line = None
        _now.reset(self._token)

    def watch(self, line: socket.socket | None) -> None:
        self._line = line
        if self.passed:
            self._hang_up()

    def _hang_up(self) -> None:
        self.passed = True
        line = self._line
        if line is not None:
            with suppress(OSError):  # it has just ended by itself
                socket.socket.shutdown(line, socket.SHUT_RDWR)  # below TLS: no farewell to wait for


class Watched(HTTPSConnection):
    """A connection that the deadline in force can end."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as the library itself
        deadline = _now.get()
        if deadline is not None:
            deadline.watch(self.sock)
        return super().getresponse()
