"""How a demo agency's delivery of files can go wrong, on request."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from enum import StrEnum


class Fault(StrEnum):
    NONE = "none"
    DOWN = "down"
    HALF_FILE = "half_file"
    NO_MARKER = "no_marker"
    WRONG_TOTALS = "wrong_totals"
    WRONG_ENCODING = "wrong_encoding"
    DUPLICATE = "duplicate"
    CHANGED_HOST_KEY = "changed_host_key"
    BOMB = "bomb"
    NESTED = "nested"
    PATH_TRICK = "path_trick"
    WRONG_KEY = "wrong_key"
    UNASKED = "unasked"


TRICK_NAME = "../../outside.7z"
_BOMB_BYTES = 32 << 20


def spoiled(
    files: Mapping[str, bytes],
    fault: Fault,
    *,
    other_totals: Callable[[bytes], bytes],
    other_encoding: Callable[[bytes], bytes],
) -> dict[str, bytes]:
    """The files of an answer, spoiled before they are sealed."""
    (main, content), *rest = files.items()
    if fault is Fault.WRONG_TOTALS:
        return {main: other_totals(content), **dict(rest)}
    if fault is Fault.WRONG_ENCODING:
        return {main: other_encoding(content), **dict(rest)}
    if fault is Fault.BOMB:
        return {main: bytes(_BOMB_BYTES)}
    if fault is Fault.PATH_TRICK:
        return {f"../../{main}": content}
    if fault is Fault.NESTED:
        return {f"{main}.zip": _zipped(main, content)}
    return dict(files)


def _zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()
