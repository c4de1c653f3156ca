"""Where an agency is reached: read from the connection.yaml it wrote, whatever protocol that speaks."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

FILE = "connection.yaml"
Door = tuple[str, int]
_PATIENCE_SECONDS = 1.0


def doors(folder: Path) -> list[Door]:
    """Host and port of everything this connection names; empty until the file is there."""
    try:
        said = yaml.safe_load((folder / FILE).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return []
    return list(dict.fromkeys(_named(said)))


def is_open(door: Door) -> bool:
    try:
        with socket.create_connection(door, timeout=_PATIENCE_SECONDS):
            return True
    except OSError:
        return False


def _named(said: Any) -> Iterator[Door]:
    if isinstance(said, dict):
        if "host" in said and "port" in said:
            yield str(said["host"]), int(said["port"])
        for value in said.values():
            yield from _named(value)
    elif isinstance(said, list):
        for value in said:
            yield from _named(value)
    elif isinstance(said, str) and "://" in said:
        url = urlsplit(said)
        if url.hostname and url.port:
            yield url.hostname, url.port
