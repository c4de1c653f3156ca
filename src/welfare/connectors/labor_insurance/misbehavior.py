"""How a demo agency's delivery can go wrong, on request."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from enum import StrEnum

from welfare.connectors.labor_insurance.layout import layout


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


def spoiled(files: Mapping[str, bytes], fault: Fault) -> dict[str, bytes]:
    """The files of an answer, spoiled before they are sealed."""
    (main, content), *rest = files.items()
    if fault is Fault.WRONG_TOTALS:
        return {main: _other_totals(content), **dict(rest)}
    if fault is Fault.WRONG_ENCODING:
        return {main: content.decode("cp950").encode("utf-8"), **dict(rest)}
    if fault is Fault.BOMB:
        return {main: bytes(_BOMB_BYTES)}
    if fault is Fault.PATH_TRICK:
        return {f"../../{main}": content}
    if fault is Fault.NESTED:
        return {f"{main}.zip": _zipped(main, content)}
    return dict(files)


def _other_totals(content: bytes) -> bytes:
    """One dollar more in the sum of salaries."""
    form = layout().answer
    field = form.trailer.field("salaries")
    start = len(content) - form.line_bytes + field.start
    written = int(content[start : start + field.size])
    return content[:start] + f"{written + 1:0{field.size}d}".encode() + content[start + field.size :]


def _zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()
