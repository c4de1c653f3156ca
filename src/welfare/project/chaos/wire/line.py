"""A telephone line one can disturb: a TCP proxy on loopback in front of one door of an agency."""

import random
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from welfare.project.agencies.doors import Door

_BLOCK = 4096


class Trouble(StrEnum):
    """What happens to whatever travels. `dribble`: a few bytes a second. `noise`: bytes are changed."""

    NONE = "none"
    REFUSED = "refused"
    SILENT = "silent"
    CUT = "cut"
    NOISE = "noise"
    DRIBBLE = "dribble"


@dataclass
class Line:
    """`trouble` may be changed at any time; it holds for connections made from then on. `limit`: bytes before
    the line is cut or noisy."""

    behind: Door
    trouble: Trouble = Trouble.NONE
    limit: int = 0
    _listener: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def disturb(self, trouble: Trouble, chance: random.Random) -> None:
        self.limit = chance.choice((0, 20, 300, 1500, 5000, 20_000))
        self.trouble = trouble

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(caller, self.trouble), daemon=True).start()

    def _carry(self, caller: socket.socket, trouble: Trouble) -> None:
        with caller:
            if trouble is Trouble.REFUSED:
                return
            if trouble is Trouble.SILENT:
                with suppress(OSError):
                    while caller.recv(_BLOCK):
                        pass
                return
            with suppress(OSError), socket.create_connection(self.behind, timeout=10) as called:
                called.settimeout(None)
                there = threading.Thread(target=_pump, args=(caller, called, Trouble.NONE, 0), daemon=True)
                there.start()
                _pump(called, caller, trouble, self.limit)
                there.join(5)


def _pump(source: socket.socket, target: socket.socket, trouble: Trouble, limit: int) -> None:
    carried = 0
    with suppress(OSError):
        while block := source.recv(7 if trouble is Trouble.DRIBBLE else _BLOCK):
            if carried + len(block) > limit and trouble is Trouble.CUT:
                target.sendall(block[: max(0, limit - carried)])
                break
            if carried + len(block) > limit and trouble is Trouble.NOISE:
                block = bytes(byte ^ 0x55 for byte in block)
            target.sendall(block)
            carried += len(block)
            if trouble is Trouble.DRIBBLE:
                time.sleep(1)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
