"""Where a process may die: every step of a round, before or after it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from welfare.lookup.exchange import channels, preparing, receiving, sending, settling
from welfare.lookup.models import ParcelLine
from welfare.project.chaos.channel import FolderChannel

#: name → (where, function, before or after); "channel" is the channel of the round
POINTS: dict[str, tuple[Any, str, str]] = {
    "packed, not written down": ("channel", "pack", "after"),
    "written down, not committed": (ParcelLine.objects, "bulk_create", "after"),
    "committed, not sent": (preparing, "prepare", "after"),
    "about to leave": (sending, "take", "after"),
    "sent, and nobody knows": ("channel", "send", "after"),
    "in the middle of the receipt": (channels, "reached", "before"),
    "collected, not read": ("channel", "read", "before"),
    "checked, not begun": (receiving, "begin", "before"),
    "begun, nothing settled": (receiving, "begin", "after"),
    "in the middle of a line": (settling, "follow", "before"),
    "between two chunks": (receiving, "settle_chunk", "after"),
    "settled, not finished": (receiving, "finish", "before"),
    "finished, not moved aside": ("channel", "done", "before"),
    "moved aside": ("channel", "done", "after"),
}


@contextmanager
def dying_at(point: str, channel: FolderChannel, die: Callable[[], None]) -> Iterator[None]:
    """Inside, `die` is called the first time the point is reached."""
    where, name, when = POINTS[point]
    target = channel if where == "channel" else where
    usual = getattr(target, name)

    def deadly(*args: Any, **kwargs: Any) -> Any:
        if when == "before":
            die()
        result = usual(*args, **kwargs)
        if when == "after":
            die()
        return result

    with patch.object(target, name, deadly):
        yield
