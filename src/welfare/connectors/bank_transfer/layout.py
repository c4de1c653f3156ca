"""Record layouts as data: what stands where in a fixed-width file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml


class FieldKind(StrEnum):
    """`text` left-aligned and blank-filled by bytes, `digits` right-aligned and zero-filled, `cents` NT$."""

    TEXT = "text"
    DIGITS = "digits"
    CENTS = "cents"
    ROC_DATE = "roc_date"
    ACH_DATE = "ach_date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Field:
    """`value`: `=constant`, or where it comes from (`line.amount`, `originator.bank`)."""

    name: str
    bytes: int
    kind: FieldKind
    value: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of the paying agency that the layout needs; `label` is its Chinese name."""

    bytes: int
    label: str


@dataclass(frozen=True, slots=True)
class Layout:
    """`header` and `trailer` are empty when the file has none; `returns` names the return file's data code.

    `only_bank`: the one institution this file can pay to.
    """

    code: str
    file_name: str
    only_bank: str | None
    encoding: str
    record_bytes: int
    returns: str | None
    originator: dict[str, Setting]
    header: tuple[Field, ...]
    detail: tuple[Field, ...]
    trailer: tuple[Field, ...]


def load_layout(path: Path) -> Layout:
    """Read one layout. Raises ValueError when a record does not add up to its length."""
    raw: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    layout = Layout(
        code=raw["code"],
        file_name=raw["file_name"],
        only_bank=raw.get("only_bank"),
        encoding=raw["encoding"],
        record_bytes=raw["record_bytes"],
        returns=raw["returns"],
        originator={name: Setting(row["bytes"], row["zh"]) for name, row in raw["originator"].items()},
        header=_fields(raw.get("header", ())),
        detail=_fields(raw["detail"]),
        trailer=_fields(raw.get("trailer", ())),
    )
    for record in (layout.header, layout.detail, layout.trailer):
        if record and sum(field.bytes for field in record) != layout.record_bytes:
            raise ValueError(f"{path.name}: a record does not have {layout.record_bytes} bytes")
    return layout


def _fields(rows: list[list[Any]] | tuple[()]) -> tuple[Field, ...]:
    return tuple(Field(name, size, FieldKind(kind), value) for name, size, kind, value in rows)
