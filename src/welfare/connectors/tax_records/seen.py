"""Which messages were read before: the same id with other bytes is a replay."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

_KEPT_SECONDS = 120 * 86400
_TABLE = "create table if not exists seen (message text primary key, digest text not null, at real not null)"


def is_replay(path: Path, message: str, digest: str) -> bool:
    """Note the message. True when its id came before with another digest; the same twice is no replay."""
    with closing(sqlite3.connect(path, timeout=30)) as book, book:
        book.execute(_TABLE)
        book.execute("delete from seen where at < ?", [time.time() - _KEPT_SECONDS])
        book.execute("insert or ignore into seen values (?, ?, ?)", [message, digest, time.time()])
        (known,) = book.execute("select digest from seen where message = ?", [message]).fetchone()
    return bool(known != digest)
