"""The demo labour-insurance agency, answering from the synthetic register.

python -m welfare.connectors.labor_insurance.agency --home DIR --nation DIR [--fail KIND] [--latency MS]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from welfare.connectors.demo_nation.register import opened
from welfare.connectors.labor_insurance.answer import Head, Row, write_answer
from welfare.connectors.labor_insurance.batch import CODE
from welfare.connectors.labor_insurance.fake import DemoLaborInsuranceRegistry
from welfare.connectors.labor_insurance.misbehavior import other_totals
from welfare.connectors.labor_insurance.query import Asked, read_query
from welfare.connectors.labor_insurance.records import rows_of
from welfare.connectors.transport.sealed_files.agency import FileAgency, Laid, run
from welfare.connectors.transport.sealed_files.connector import SIDE
from welfare.lookup.ports import LookupPurpose, Subject


class Agency(FileAgency):
    name = CODE

    def answers(self, query: bytes, *, unasked: bool) -> Iterator[Laid]:
        said = read_query(query)
        batch = replace(said.batch, number=said.batch.number + 7000) if unasked else said.batch
        size = self.part_persons
        parts = [said.lines[start : start + size] for start in range(0, len(said.lines), size)] or [()]
        as_of = date.fromisoformat(opened(self.nation).manifest["as_of"])
        for part, lines in enumerate(parts, start=1):
            stem = batch.answer_stem(part)
            head = Head(said.sender, batch, part, len(parts), as_of)
            content, side = write_answer(head, chain.from_iterable(map(self._rows, lines)))
            files = {f"{stem}.txt": content} | ({f"{stem}{SIDE}": side} if side else {})
            yield Laid(stem, files, content.count(b"\r\n") - 2)

    def other_totals(self, content: bytes) -> bytes:
        return other_totals(content)

    def other_encoding(self, content: bytes) -> bytes:
        return content.decode("cp950").encode("utf-8")

    def _rows(self, line: Asked) -> list[Row]:
        subject = Subject(line.national_id, line.birth_on)
        purpose = LookupPurpose(line.case_number or "-", "示範", "means_test", "labor_insurance")
        answer = DemoLaborInsuranceRegistry(self.nation).record(subject, purpose)
        person = opened(self.nation).record(line.national_id) if answer.is_found else None
        return rows_of(line.seq, line.national_id, person["name"] if person else "", answer)


def main(words: list[str] | None = None) -> None:
    run(Agency, words)


if __name__ == "__main__":
    main()
