"""A register behind a folder: it carries parcels and answers like any other, and misbehaves as told.

What left lies in `asked/`, what comes back in `answers/`, what was dealt with in `done/` and `aside/`. The
answers are those of the direct connector `inner`, asked while reading.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from welfare.lookup.ports import (
    QUESTION_NAMES,
    Acknowledgement,
    Answer,
    BadDelivery,
    Incoming,
    LookupPurpose,
    NotYetComplete,
    Outcome,
    Outgoing,
    Receipt,
    Rejection,
    Replies,
    Reply,
    Source,
    Subject,
    TransportError,
    WhatWeAsked,
)

SILENCE = "示範機關沒有回應，系統會自動再試。"
REFUSAL = "示範機關拒絕這一批。請改以公文查證。"


@dataclass
class Mood:
    """How the channel behaves now. `send`: "", "down" (nothing arrives), "deaf" (it arrives and nobody says
    so), "lost" (nothing arrives and nobody notices), "refused". `collect`: "" or "down"."""

    send: str = ""
    collect: str = ""
    acknowledges: bool = True


class FolderChannel:
    """A BatchConnector on a folder. `sends` counts how often each reference was handed over here."""

    label = "示範批次機關"
    max_lines = 4
    answer_within = timedelta(days=2)
    resend_after: timedelta | None = timedelta(hours=1)

    def __init__(self, folder: Path, code: str, inner: Any) -> None:
        self.code, self.folder, self._inner = code, folder, inner
        self.mood = Mood()
        for name in ("asked", "answers", "done", "aside"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def check_config(self) -> tuple[str, ...]:
        return () if self.folder.is_dir() else ("示範機關的資料夾不見了。請重新啟動示範機關。",)

    def pack(self, outgoing: Outgoing) -> bytes:
        lines = [asdict(line) for line in outgoing.lines]
        head = {"reference": outgoing.reference, "purpose": asdict(outgoing.purpose), "lines": lines}
        return json.dumps(head, default=str, sort_keys=True).encode()

    def send(self, reference: str, package: bytes) -> Receipt:
        if self.mood.send == "refused":
            raise TransportError(REFUSAL, permanent=True)
        if self.mood.send not in {"down", "lost"}:
            write(self.folder / "asked" / f"{reference}.json", package)
        if self.mood.send in {"down", "deaf"}:
            raise TransportError(SILENCE, permanent=False)
        is_heard = self.mood.acknowledges and self.mood.send != "lost"
        return Receipt(acknowledged=is_heard, transaction=f"t-{reference}" if is_heard else "")

    def collect(self) -> Iterator[Incoming]:
        if self.mood.collect == "down":
            raise TransportError(SILENCE, permanent=False)
        for path in sorted((self.folder / "answers").glob("[!.]*")):
            at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
            yield Incoming(name=path.name, content=path, received_at=at)

    def read(self, incoming: Incoming, asked: WhatWeAsked) -> Replies | Acknowledgement | Rejection:
        content = Path(incoming.content).read_text() if isinstance(incoming.content, Path) else "{}"
        try:
            said = json.loads(content)
        except ValueError:
            raise NotYetComplete from None
        if said.get("seal") != seal_of(said):
            raise BadDelivery("簽章不符。請機關重送。", reference=str(said.get("reference", "")))
        if said["kind"] == "acknowledgement":
            return Acknowledgement(said["reference"], said["transaction"])
        if said["kind"] == "rejection":
            return Rejection(said["reference"], REFUSAL, permanent=said["permanent"])
        purpose = LookupPurpose(**said["purpose"])
        lines = tuple(self._reply(line, purpose) for line in said["lines"])
        return Replies(said["reference"], lines, said["total"], said["part"], said["parts"])

    def done(self, incoming: Incoming, *, quarantined: bool) -> None:
        path = self.folder / "answers" / incoming.name
        if path.exists():
            path.replace(self.folder / ("aside" if quarantined else "done") / path.name)

    def _reply(self, line: dict[str, Any], purpose: LookupPurpose) -> Reply:
        national_id = line["subject"]["national_id"]
        says = line.get("says", "")
        if says in {"later", "never"}:
            return Reply(line["seq"], national_id, failure=TransportError(SILENCE, permanent=says == "never"))
        always, listed = QUESTION_NAMES[self.code]
        names = always + (listed if line["is_listed"] else ())
        if says == "nothing":
            nobody = Source(self.code, date(2026, 11, 1), None, "none")
            answers: dict[str, Answer[Any]] = {name: Answer(Outcome.NO_RECORD, nobody) for name in names}
        else:
            answers = {name: self._ask(name, line, purpose) for name in names}
        return Reply(line["seq"], national_id, answers)

    def _ask(self, name: str, line: dict[str, Any], purpose: LookupPurpose) -> Answer[Any]:
        birth = line["subject"]["birth_on"]
        subject = Subject(line["subject"]["national_id"], date.fromisoformat(birth) if birth else None)
        method = getattr(self._inner, name)
        if self.code == "tax_records":
            answer: Answer[Any] = method(subject, line["tax_year"], purpose)
        elif self.code == "border_crossing":
            since, until = date.fromisoformat(line["since"]), date.fromisoformat(line["until"])
            answer = method(subject, since, until, purpose)
        else:
            answer = method(subject, purpose)
        return answer


def seal_of(said: dict[str, Any]) -> str:
    """Stands for a signature: whoever changes the content cannot make it."""
    body = {key: value for key, value in said.items() if key != "seal"}
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def write(path: Path, content: bytes) -> None:
    """Under its name only when it is whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)
