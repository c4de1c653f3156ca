"""An official letter as it is kept: JSON that gives back exactly the letter that was issued."""

import base64
import dataclasses
import json
import types
import typing
from datetime import date
from enum import Enum
from typing import Any

from welfare.documents.ports import OfficialLetter, ReferenceNumber


def reference_text(reference: ReferenceNumber) -> str:
    """發文字號 in words: 玉鎮社字第1150000012號, with its branch (之1) when there is one."""
    branch = f"-{reference.branch}" if reference.branch else ""
    return f"{reference.word}第{reference.roc_year}{reference.serial:07d}號{branch}"


def as_json(letter: OfficialLetter) -> bytes:
    """UTF-8 JSON, keys sorted: the same letter gives the same bytes."""
    plain = dataclasses.asdict(letter)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, default=_plain).encode()


def from_json(content: bytes) -> OfficialLetter:
    """The letter `as_json` wrote. Raises ValueError for anything else."""
    letter = _read(OfficialLetter, json.loads(content))
    if not isinstance(letter, OfficialLetter):
        raise ValueError("not an official letter")
    return letter


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _read(kind: Any, value: Any) -> Any:
    """Rebuild a value of an annotated kind: dataclass, tuple, enum, date, bytes, optional, plain."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        inner = next(part for part in typing.get_args(kind) if part is not type(None))
        return None if value is None else _read(inner, value)
    if origin is tuple:
        return tuple(_read(typing.get_args(kind)[0], item) for item in value)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{name: _read(hints[name], part) for name, part in value.items()})  # type: ignore[operator]
    if kind is date:
        return date.fromisoformat(value)
    if kind is bytes:
        return base64.b64decode(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value
