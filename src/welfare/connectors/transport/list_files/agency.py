"""A demo agency that answers by lists, from the same reading of the synthetic register as the fake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from welfare.connectors.demo_nation.register import opened
from welfare.connectors.transport.list_files.answer import Head, Row, write_answer
from welfare.connectors.transport.list_files.query import Asked, read_query
from welfare.connectors.transport.list_files.register import Register
from welfare.connectors.transport.sealed_files.agency import FileAgency, Laid
from welfare.lookup.ports import LookupPurpose


class ListAgency(FileAgency):
    """Subclasses name `name`, `register` and `fake`, the demo register's class."""

    register: ClassVar[Register]
    fake: ClassVar[Any]

    def answers(self, query: bytes, *, unasked: bool) -> Iterator[Laid]:
        said, names = read_query(self.register, query), self.register.names
        batch = replace(said.batch, number=said.batch.number + 7000) if unasked else said.batch
        size, register = self.part_persons, self.fake(self.nation)
        parts = [said.lines[start : start + size] for start in range(0, len(said.lines), size)] or [()]
        as_of = date.fromisoformat(opened(self.nation).manifest["as_of"])
        for part, lines in enumerate(parts, start=1):
            stem = names.answer(batch, part)
            rows = (row for each in lines for row in self._rows(register, each, said.purpose))
            content, count = write_answer(
                self.register, Head(said.sender, batch, part, len(parts), as_of), rows
            )
            yield Laid(stem, {f"{stem}.txt": content}, count)

    def other_totals(self, content: bytes) -> bytes:
        """One record more than there is."""
        *rest, trailer, _ = content.decode().split("\r\n")
        cells = trailer.split(self.register.layout.separator)
        cells[3] = str(int(cells[3]) + 1)
        return "\r\n".join([*rest, self.register.layout.separator.join(cells), ""]).encode()

    def other_encoding(self, content: bytes) -> bytes:
        return content.decode().encode("utf-16")

    def _rows(self, register: Any, asked: Asked, purpose: LookupPurpose) -> Iterator[Row]:
        for question in self.register.questions(is_listed=asked.is_listed):
            answer = getattr(register, question)(asked.subject, purpose)
            records = self.register.cells(question, answer.value) if answer.is_found else [[]]
            for cells in records:
                yield Row(asked.seq, asked.subject.national_id, question, answer.outcome.value, cells)
