"""An agency's list as data: the columns of each question's records, codes, signs for the three nulls."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from welfare.lookup.ports import Absent


class Kind(StrEnum):
    TEXT = "text"
    TEXTS = "texts"  # several, joined by +
    NUMBER = "number"
    AMOUNT = "amount"  # NT$, summed up in the trailer
    DATE = "date"  # ROC, seven digits
    FLAG = "flag"  # Y, N
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Column:
    """`table`: the code table of a code."""

    name: str
    kind: Kind
    may_be_absent: bool = False
    table: str = ""


@dataclass(frozen=True, slots=True)
class ListLayout:
    """`letter` begins the names of the files (XQ_…, XR_…); `questions` in the order they are answered."""

    status: str
    letter: str
    query_version: str
    answer_version: str
    separator: str
    nulls: dict[str, Absent]
    outcomes: dict[str, str]
    questions: dict[str, tuple[Column, ...]]
    codes: dict[str, dict[str, str]]


def load(path: Path) -> ListLayout:
    """Raises ValueError for a separator or sign that cannot be told from data."""
    raw: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    separator, nulls = raw["separator"], {sign: Absent(null) for null, sign in raw["nulls"].items()}
    if len(separator) != 1 or separator in '"\\+\r\n' or len(nulls) != len(Absent):
        raise ValueError(f"{path}: separator and nulls must be told from data")
    return ListLayout(
        status=raw["status"],
        letter=raw["letter"],
        query_version=raw["versions"]["query"],
        answer_version=raw["versions"]["answer"],
        separator=separator,
        nulls=nulls,
        outcomes=raw["outcomes"],
        questions={
            name: tuple(_column(*column) for column in columns) for name, columns in raw["questions"].items()
        },
        codes=raw.get("codes", {}),
    )


def _column(name: str, kind: str, table: str = "") -> Column:
    return Column(name, Kind(kind.removeprefix("maybe ")), kind.startswith("maybe "), table)


def code_of(table: dict[str, str], word: str) -> str:
    """The agency's code for a word. Raises LookupError."""
    for code, said in table.items():
        if said == word:
            return code
    raise LookupError(word)
