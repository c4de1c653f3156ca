"""Labour insurance by the batch: fixed-width files in MS950."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from welfare.connectors.labor_insurance.answer import AnswerFile
from welfare.connectors.labor_insurance.batch import CODE, Batch, is_file_name, reference_in
from welfare.connectors.labor_insurance.bulk import COLUMNS, BulkAnswer, asked_ids
from welfare.connectors.labor_insurance.query import Asked, Query, read_query, write_query
from welfare.connectors.labor_insurance.records import reply_of, source_of
from welfare.connectors.transport.sealed_files.connector import FileConnector, Opened, check_head, refusing
from welfare.lookup.ports import BulkReplies, Incoming, NotYetComplete, Outgoing, Replies, Reply


class Connector(FileConnector):
    """BatchConnector of the labour-insurance agency."""

    code = CODE
    label = "勞保機關"
    bulk_lines = 100_000

    def content(self, outgoing: Outgoing, sender: str) -> bytes:
        lines = (
            Asked(line.seq, line.subject.national_id, line.subject.birth_on, line.case_number)
            for line in outgoing.lines
        )
        return write_query(Query(sender, Batch.of(outgoing.reference), tuple(lines)))

    def rows(self, package: bytes) -> int:
        return len(read_query(package).lines)

    def stem(self, reference: str) -> str:
        return Batch.of(reference).query_stem

    def is_file_name(self, name: str) -> bool:
        return is_file_name(name)

    def reference_in(self, name: str) -> str:
        return reference_in(name)

    def replies(self, opened: Opened) -> Replies:
        answer = AnswerFile(opened.content, opened.side)
        head = answer.head
        check_head(opened, rows=answer.sums.rows, reference=head.batch.reference, sender=head.sender)
        lines = _Lines(answer, opened.stem)
        for _ in lines:  # what the rows say is looked at before anything counts
            pass
        return Replies(opened.reference, lines, answer.persons, head.part, head.parts)

    def claims(self, incoming: Incoming) -> str:
        return reference_in(incoming.name) if isinstance(incoming.content, Path) else ""

    def read_bulk(self, incoming: Incoming, package: bytes) -> BulkReplies:
        if isinstance(incoming.content, bytes):
            raise NotYetComplete
        with self._forgetting(incoming.content), refusing(reference_in(incoming.name)):
            opened = self._open(incoming.content)
            answer = BulkAnswer(opened.content, asked_ids(package), opened.side)
            ends, head = answer.ends, answer.ends.head
            check_head(opened, rows=ends.rows, reference=head.batch.reference, sender=head.sender)
        return BulkReplies(
            reference=opened.reference,
            total=ends.persons,
            as_of=head.as_of,
            columns=COLUMNS,
            texts=_Texts(answer, opened.reference),
            part=head.part,
            parts=head.parts,
        )


@dataclass(frozen=True, slots=True)
class _Texts:
    """The rows of a whole list for COPY; what is wrong on the way is a bad delivery."""

    answer: BulkAnswer
    reference: str

    def __iter__(self) -> Iterator[bytes]:
        with refusing(self.reference):
            yield from self.answer.texts()


@dataclass(frozen=True, slots=True)
class _Lines:
    """The replies of an answer, made anew from the file each time it is gone through."""

    answer: AnswerFile
    stem: str

    def __iter__(self) -> Iterator[Reply]:
        for seq, rows in self.answer.people():
            yield reply_of(seq, rows, source_of(self.stem, seq, self.answer.head.as_of))
