"""A register that gives lists: its layout, and which dataclass of the port a record is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from welfare.connectors.transport.list_files.cells import read_cells, write_cell
from welfare.connectors.transport.list_files.layout import ListLayout, load
from welfare.connectors.transport.list_files.names import Names
from welfare.connectors.transport.sealed_files.connector import Unreadable
from welfare.lookup.ports import QUESTION_NAMES, Absent


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a line of a question is: a dataclass with the columns as fields. With `whole`, a person may have
    several lines, and they become `whole(tuple)`, whose field is called `items`."""

    record: Any
    whole: Any = None


class Register:
    """`meanings` by question (a method of the port); `words` says which enum a code table means."""

    def __init__(
        self, code: str, layout: Path, meanings: Mapping[str, Meaning], words: Mapping[str, type[StrEnum]]
    ) -> None:
        self.code = code
        self.layout: ListLayout = load(layout)
        self.names = Names(code, self.layout.letter)
        self._meanings, self._words = meanings, words

    def questions(self, *, is_listed: bool) -> tuple[str, ...]:
        always, listed = QUESTION_NAMES[self.code]
        return (*always, *listed) if is_listed else always

    def cells(self, question: str, value: Any) -> list[list[str]]:
        """The lines a value of the port becomes."""
        columns, meaning = self.layout.questions[question], self._meanings[question]
        records = value.items if meaning.whole else (value,)
        return [
            [write_cell(self.layout, column, getattr(record, column.name)) for column in columns]
            for record in records
        ]

    def value(self, question: str, lines: Sequence[list[str]], seq: int) -> Any:
        """The value of the port that lines become. Raises Unreadable."""
        columns, meaning = self.layout.questions[question], self._meanings[question]
        if not meaning.whole and len(lines) != 1:
            raise Unreadable(f"第 {seq} 位的 {question} 有好幾行，應該只有一行。整份沒有採用；請機關查明。")
        records = []
        for cells in lines:
            fields = read_cells(self.layout, columns, cells, seq)
            for column in columns:
                word = fields[column.name]
                if column.table and not isinstance(word, Absent):
                    fields[column.name] = self._words[column.table](word)
            records.append(meaning.record(**fields))
        return meaning.whole(tuple(records)) if meaning.whole else records[0]
