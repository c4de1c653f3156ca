"""The agency's layout as data: which bytes mean what, and which code stands for which word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from struct import Struct
from typing import Any

import yaml

END = b"\r\n"


class Kind(StrEnum):
    TEXT = "text"
    CODE = "code"
    DIGITS = "digits"
    ROC_DATE = "roc_date"
    ROC_MONTH = "roc_month"
    MARK = "mark"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    start: int
    size: int
    kind: Kind

    @property
    def end(self) -> int:
        return self.start + self.size


@dataclass(frozen=True, slots=True)
class Record:
    """One kind of line. `size` without the line end; `cutter` cuts a line, line end included, into fields."""

    mark: str
    fields: tuple[Field, ...]
    size: int
    cutter: Struct

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True, slots=True)
class Form:
    """A file: header, details, trailer, all equally long."""

    version: str
    header: Record
    detail: Record
    trailer: Record

    @property
    def line_bytes(self) -> int:
        return self.detail.size + len(END)


@dataclass(frozen=True, slots=True)
class Layout:
    status: str
    query: Form
    answer: Form
    codes: dict[str, dict[str, str]]

    def code(self, table: str, word: str) -> str:
        """The agency's code for a word. Raises LookupError."""
        return next((code for code, said in self.codes[table].items() if said == word), "") or _none(word)


def _none(word: str) -> str:
    raise LookupError(word)


@cache
def layout() -> Layout:
    return load(Path(__file__).parent / "layout.yaml")


def load(path: Path) -> Layout:
    """Raises ValueError when the records of a form are not equally long."""
    raw: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return Layout(
        status=raw["status"],
        query=_form(raw["query"], raw["marks"]),
        answer=_form(raw["answer"], raw["marks"]),
        codes=raw["codes"],
    )


def _form(raw: dict[str, Any], marks: dict[str, str]) -> Form:
    records = {name: _record(raw[name], marks[name]) for name in ("header", "detail", "trailer")}
    if len({record.size for record in records.values()}) != 1:
        raise ValueError(f"{raw['version']}: header, detail and trailer differ in length")
    return Form(raw["version"], **records)


def _record(rows: list[list[Any]], mark: str) -> Record:
    fields, start = [], 0
    for name, size, kind in rows:
        fields.append(Field(name, start, size, Kind(kind)))
        start += size
    cutter = Struct("".join(f"{field.size}s" for field in fields) + f"{len(END)}x")
    return Record(mark, tuple(fields), start, cutter)
