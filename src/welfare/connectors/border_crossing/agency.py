"""The demo border register: mail servers on this machine, a process of its own.

It takes signed and encrypted mail, reads the synthetic register, and mails signed and encrypted answers.

    python -m welfare.connectors.border_crossing.agency --home DIR --nation DIR [--fail KIND] [--latency MS]
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from welfare.connectors.border_crossing import first_start, mailing
from welfare.connectors.border_crossing.answer import Said, write_answer
from welfare.connectors.border_crossing.batch import Batch
from welfare.connectors.border_crossing.fake import DemoBorderRegistry
from welfare.connectors.border_crossing.letter import ANSWER, RECEIVED, REFUSED, Letter, read_letter
from welfare.connectors.border_crossing.misbehavior import (
    BOUNCES,
    SMTP_SAYS,
    Fault,
    other_letter,
    other_people,
)
from welfare.connectors.border_crossing.post_office import PostOffice
from welfare.connectors.border_crossing.query import Asked, read_query
from welfare.connectors.border_crossing.table import Unreadable, write_date
from welfare.connectors.demo_nation.register import NoRegister, opened
from welfare.connectors.transport.mail import SmimeError, UnreadableMail, header, parsed
from welfare.lookup.ports import LookupPurpose, Subject

log = logging.getLogger("welfare.agency.border_crossing")
_LOOK_EVERY, _CUT_AFTER = 0.2, 4000


@dataclass(frozen=True, slots=True)
class Query:
    """One mail of ours, opened."""

    path: Path
    message_id: str
    letter: Letter


class Agency:
    """`fault` and `latency_ms` may be changed while it runs; `part_persons` splits answers into parts."""

    def __init__(self, home: Path, nation: Path) -> None:
        self.home, self._nation = home, nation
        self.latency_ms, self.part_persons = 0, 5000
        self.post = PostOffice(home)
        self._own = first_start.agency_folder(home)
        self._announced: set[Batch] = set()
        self.fault = Fault.NONE

    @property
    def fault(self) -> Fault:
        return self._fault

    @fault.setter
    def fault(self, fault: Fault) -> None:
        self._fault = fault
        self.post.smtp_says = SMTP_SAYS.get(fault, "250 OK")
        self.post.drops = fault is Fault.DROPPED
        self.post.cuts_after = _CUT_AFTER if fault is Fault.DROPPED_READING else None
        self.post.is_strange = fault is Fault.STRANGE_SERVER
        if fault is Fault.OUT_OF_ORDER:
            self.part_persons = 1

    async def start(self) -> None:
        """Listen on the agreed ports."""
        ports = first_start.prepare(self.home)
        if self.fault is not Fault.DOWN:
            await self.post.open(*ports)

    async def stop(self) -> None:
        await self.post.close()

    async def work(self) -> None:
        """Answer whatever comes in, for ever."""
        while True:
            try:
                await asyncio.to_thread(self.answer_all)
            except (OSError, NoRegister) as trouble:  # no register yet, no room: the queries stay
                log.warning("no answers now: %s", trouble)
            await asyncio.sleep(_LOOK_EVERY)

    def answer_all(self) -> int:
        """Take every complete batch and answer it. Returns how many."""
        batches: dict[Batch, dict[int, Query]] = defaultdict(dict)
        for path in sorted(self.post.queries.glob("*.eml")):
            if query := self._opened(path):
                batches[query.letter.batch][query.letter.part] = query
        answered = 0
        for batch, queries in batches.items():
            if len(queries) == next(iter(queries.values())).letter.parts:
                answered += self._answer(batch, [queries[part] for part in sorted(queries)])
        return answered

    def _opened(self, path: Path) -> Query | None:
        """None for mail that cannot be answered; a real agency would telephone."""
        mail = parsed(path.read_bytes())
        try:
            return Query(path, header(mail, "Message-ID"), read_letter(mailing.opened(self._own, mail)))
        except (SmimeError, Unreadable, UnreadableMail) as refused:
            log.warning("not answered: %s", refused)
            path.replace(self._own / "taken" / path.name)
            return None

    def _answer(self, batch: Batch, queries: list[Query]) -> bool:
        time.sleep(self.latency_ms / 1000)
        if self.fault is Fault.LATE:
            if batch not in self._announced:
                self._mail(Letter(batch, RECEIVED, 1, 1))
            self._announced.add(batch)
            return False
        if self.fault in BOUNCES:
            self._bounce(queries[0].message_id)
        elif self.fault in {Fault.HTML_ERROR, Fault.AUTO_REPLY}:
            self.post.deliver(mailing.nonsense(self.fault))
        elif self.fault is Fault.REFUSED:
            self._mail(Letter(batch, REFUSED, 1, 1))
        else:
            self._mail_all(self._letters(batch, queries))
        for query in queries:
            query.path.replace(self._own / "taken" / query.path.name)
        return True

    def _letters(self, batch: Batch, queries: list[Query]) -> list[Letter]:
        asked = [line for query in queries for line in read_query(query.letter.table)]
        size = self.part_persons
        pieces = [asked[start : start + size] for start in range(0, len(asked), size)]
        as_of = write_date(date.fromisoformat(opened(self._nation).manifest["as_of"]))
        return [
            self._letter(batch, part, len(pieces), list(map(self._said, piece)), as_of)
            for part, piece in enumerate(pieces, start=1)
        ]

    def _letter(self, batch: Batch, part: int, parts: int, people: list[Said], as_of: str) -> Letter:
        people = other_people(people, self.fault)
        stays = [said.stay for said in people if said.stay]
        totals = {
            "rows": str(len(people)),
            "days_in": str(sum(stay.days_in_taiwan for stay in stays)),
            "days_out": str(sum(stay.days_abroad for stay in stays)),
            "as_of": as_of,
        }
        table = write_answer(people)
        return Letter(batch, ANSWER, part, parts, table, batch.answer_name(part), totals)

    def _said(self, line: Asked) -> Said:
        subject = Subject(line.national_id, line.birth_on)
        purpose = LookupPurpose("-", "示範", "means_test", "border_crossing")
        answer = DemoBorderRegistry(self._nation).stay(subject, line.since, line.until, purpose)
        person = opened(self._nation).record(line.national_id) if answer.is_found else None
        name = person["name"] if person else ""
        return Said(line.seq, line.national_id, answer.outcome.value, answer.value, name)

    def _mail_all(self, letters: list[Letter]) -> None:
        if self.fault is Fault.OUT_OF_ORDER:
            letters.reverse()
        for letter in letters:
            content = self._mail(letter)
            if self.fault is Fault.DUPLICATE:
                self._mail(letter)
            if self.fault is Fault.REPLAYED:
                self.post.deliver(content)

    def _mail(self, letter: Letter) -> bytes:
        content = mailing.mail(self.home, other_letter(letter, self.fault), self.fault)
        self.post.deliver(content)
        return content

    def _bounce(self, message_id: str) -> None:
        if self.fault is Fault.BOUNCE_FORGED:
            message_id = message_id.replace("0", "1", 1)
        self.post.deliver(mailing.bounce(message_id, *BOUNCES[self.fault]))


async def serve(agency: Agency) -> None:
    """Until the process is ended."""
    await agency.start()
    log.info("demo border register (%s)", agency.fault)
    await agency.work()


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Demo border register (mail on this machine)")
    parser.add_argument("--home", type=Path, required=True, help="folder of the connection")
    parser.add_argument("--nation", type=Path, required=True, help="folder of the synthetic register")
    parser.add_argument("--fail", type=Fault, default=Fault.NONE, choices=list(Fault))
    parser.add_argument("--latency", type=int, default=0, help="milliseconds before each answer")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> None:
    said = _arguments(words)
    agency = Agency(said.home, said.nation)
    agency.fault, agency.latency_ms = said.fail, said.latency
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    place = first_start.agency_folder(said.home) / "drafts"  # pymap renames from there: the same file system
    place.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(place)
    asyncio.run(serve(agency))


if __name__ == "__main__":
    main()
