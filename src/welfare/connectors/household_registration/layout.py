"""The register's names of services, fields and codes, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    BIRTH = "birth"
    CODE = "code"
    RECORD = "record"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Field:
    """`ours` and `theirs` are names; `of` is the code table or the record inside."""

    ours: str
    theirs: str
    kind: Kind
    may_be_absent: bool
    of: str


@dataclass(frozen=True, slots=True)
class Layout:
    status: str
    version: str
    services: dict[str, dict[str, str]]
    records: dict[str, tuple[Field, ...]]
    codes: dict[str, dict[str, str]]

    def code(self, table: str, word: str) -> str:
        """Their code for a word of ours. Raises LookupError."""
        for code, said in self.codes[table].items():
            if said == word:
                return code
        raise LookupError(word)


@cache
def layout() -> Layout:
    raw: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "layout.yaml").read_text("utf-8"))
    records = {
        name: tuple(_field(ours, *said) for ours, said in fields.items())
        for name, fields in raw["records"].items()
    }
    return Layout(raw["status"], raw["version"], raw["services"], records, raw["codes"])


def _field(ours: str, theirs: str, kind: str, of: str = "") -> Field:
    return Field(ours, theirs, Kind(kind.removeprefix("maybe ")), kind.startswith("maybe "), of)
