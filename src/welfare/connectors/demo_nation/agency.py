"""What every demo agency does with a question: check its purpose, misbehave as told, answer with a source."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from welfare.connectors.demo_nation.behavior import Behavior, Down
from welfare.connectors.demo_nation.register import NoRegister, Record, Register, opened
from welfare.foundation.roc_calendar import read_roc
from welfare.lookup.ports import (
    Answer,
    LookupPurpose,
    Outcome,
    Source,
    Subject,
    TransportError,
)

T = TypeVar("T")


class DemoAgency:
    """Base of the demo agencies; `code` is the source written into every answer."""

    code = "demo"
    label = "示範機關"

    def __init__(self, data_dir: Path, behavior: Behavior | None = None) -> None:
        self._data_dir = data_dir
        self._behavior = behavior or Behavior()

    def check_config(self) -> tuple[str, ...]:
        """One Chinese sentence per fault: no register, or an agency told to be down."""
        findings = []
        try:
            opened(self._data_dir)
        except NoRegister as missing:
            findings.append(str(missing))
        if self._behavior.down is not Down.NO:
            findings.append(f"{self.label}目前設定為停止服務。請在示範機關設定把 down 改為 no。")
        return tuple(findings)

    def _ask(
        self,
        subject: Subject,
        purpose: LookupPurpose,
        build: Callable[[Register, Record], T | None],
        *,
        topic: str,
        data_year: int | None = None,
    ) -> Answer[T]:
        """Answer with what `build` makes of the person's record; None from it means NO_RECORD."""
        if not isinstance(purpose, LookupPurpose):
            raise TypeError("a look-up without a purpose does not leave the house")
        register = self._reach()
        source = Source(
            code=self.code,
            as_of=date.fromisoformat(register.manifest["as_of"]),
            data_year=data_year,
            raw_reference=_raw_reference(register, self.code, topic, subject, data_year),
        )
        record = register.record(subject.national_id)
        if record is None or subject.national_id in self._behavior.no_record:
            return Answer(Outcome.NO_RECORD, source)
        if subject.national_id in self._behavior.mismatch or _is_other_birth(subject, record):
            return Answer(Outcome.ID_MISMATCH, source)
        value = build(register, record)
        return Answer(Outcome.NO_RECORD, source) if value is None else Answer(Outcome.FOUND, source, value)

    def _reach(self) -> Register:
        if self._behavior.latency_ms:
            time.sleep(self._behavior.latency_ms / 1000)
        if self._behavior.down is Down.TEMPORARY:
            raise TransportError(f"{self.label}暫時沒有回應，系統會自動再試。", permanent=False)
        if self._behavior.down is Down.PERMANENT:
            raise TransportError(f"{self.label}拒絕這項查詢。請改以公文或書面資料查證。", permanent=True)
        try:
            return opened(self._data_dir)
        except NoRegister as missing:
            raise TransportError(str(missing), permanent=False) from missing


def _raw_reference(register: Register, code: str, topic: str, subject: Subject, data_year: int | None) -> str:
    """Finds the raw record again and tells nothing about the person."""
    key = f"{register.manifest['digest']}/{topic}/{subject.national_id}/{data_year}"
    return f"{code}:{topic}:{sha256(key.encode()).hexdigest()[:16]}"


def _is_other_birth(subject: Subject, record: Record) -> bool:
    """Whether the birth date asked with cannot be the registered one; an incomplete record gets the doubt."""
    if subject.birth_on is None:
        return False
    birth = read_roc(record["birth"])
    if birth.earliest is None or birth.latest is None:
        return False
    return not birth.earliest <= subject.birth_on <= birth.latest
