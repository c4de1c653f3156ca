"""Carries parcels as list files; an agency's connector says which register it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from welfare.connectors.transport.list_files.answer import AnswerList, Row, by_question
from welfare.connectors.transport.list_files.query import Asked, Query, read_query, write_query
from welfare.connectors.transport.list_files.register import Register
from welfare.connectors.transport.sealed_files.connector import FileConnector, Opened, Unreadable, check_head
from welfare.lookup.ports import Answer, Outcome, Outgoing, Replies, Reply, Source, TransportError


class ListConnector(FileConnector):
    """Subclasses name `code`, `label` and `register`."""

    register: ClassVar[Register]

    def content(self, outgoing: Outgoing, sender: str) -> bytes:
        asked = (Asked(each.seq, each.subject, each.case_number, each.is_listed) for each in outgoing.lines)
        batch = self.register.names.batch(outgoing.reference)
        return write_query(self.register, Query(sender, batch, outgoing.purpose, tuple(asked)))

    def rows(self, package: bytes) -> int:
        return len(read_query(self.register, package).lines)

    def stem(self, reference: str) -> str:
        names = self.register.names
        return names.query(names.batch(reference))

    def is_file_name(self, name: str) -> bool:
        return self.register.names.is_file(name)

    def reference_in(self, name: str) -> str:
        return self.register.names.reference_in(name)

    def replies(self, opened: Opened) -> Replies:
        answer = AnswerList(opened.content, self.register)
        head = answer.head
        reference = self.register.names.reference(head.batch)
        check_head(opened, rows=answer.sums.rows, reference=reference, sender=head.sender)
        lines = _Lines(answer, self.register, opened.stem, self.label)
        for _ in lines:  # what the rows say is looked at before anything counts
            pass
        return Replies(opened.reference, lines, answer.sums.persons, head.part, head.parts)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The replies of an answer, made anew from the file each time it is gone through."""

    answer: AnswerList
    register: Register
    stem: str
    label: str

    def __iter__(self) -> Iterator[Reply]:
        for seq, rows in self.answer.people():
            yield self._reply(seq, rows)

    def _reply(self, seq: int, rows: list[Row]) -> Reply:
        """Raises Unreadable: contradictions, questions left out."""
        national_id, questions = rows[0].national_id, by_question(rows)
        if any(row.national_id != national_id for row in rows):
            raise Unreadable(f"第 {seq} 位的各行號碼不同。整份沒有採用；請機關查明後重送。")
        for word, sentence in _FAILURES.items():
            if any(row.outcome == word for row in rows):
                told = TransportError(sentence.format(self.label), permanent=word == "refused")
                return Reply(seq, national_id, failure=told)
        if set(questions) not in [set(self.register.questions(is_listed=each)) for each in (True, False)]:
            raise Unreadable(f"第 {seq} 位少了約定要答的項目，或多了別的。整份沒有採用；請機關查明後重送。")
        mismatched = {row.outcome == Outcome.ID_MISMATCH for row in rows}
        if len(mismatched) != 1:
            raise Unreadable(f"第 {seq} 位一下說身分不符，一下說相符。整份沒有採用；請機關查明。")
        source = Source(
            self.register.code, self.answer.head.as_of, None, f"{self.register.code}:{self.stem}:{seq}"
        )
        answers = {name: self._answer(name, found, seq, source) for name, found in questions.items()}
        return Reply(seq, national_id, answers)

    def _answer(self, question: str, rows: list[Row], seq: int, source: Source) -> Answer[Any]:
        outcomes = {row.outcome for row in rows}
        if outcomes == {"found"}:
            value = self.register.value(question, [row.cells for row in rows], seq)
            return Answer(Outcome.FOUND, source, value)
        if len(rows) != 1:
            raise Unreadable(f"第 {seq} 位的 {question} 有好幾種結果。整份沒有採用；請機關查明後重送。")
        return Answer(Outcome(rows[0].outcome), source)


_FAILURES = {
    "refused": "{}不回答這一位的查詢。請改以書面資料查證。",
    "try_later": "{}這次沒有查這一位，之後會再問一次。",
}
