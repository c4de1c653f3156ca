"""Port of the electronic official document exchange (電子公文): what this house hands over for delivery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class DocumentKind(StrEnum):
    """函 / 書函."""

    LETTER = "letter"
    NOTE = "note"


class Speed(StrEnum):
    """最速件 / 速件 / 普通件."""

    MOST_URGENT = "most_urgent"
    URGENT = "urgent"
    ORDINARY = "ordinary"


class RecipientKind(StrEnum):
    """全銜 / 單位名 / 姓名: how the document names a recipient."""

    AGENCY = "agency"
    UNIT = "unit"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Sender:
    """The issuing agency: full name and ten-character agency code."""

    full_name: str
    agency_code: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """`agency_code` (10) and `unit_code` (7) route the document; blank ones are delivered by other means."""

    name: str
    kind: RecipientKind = RecipientKind.AGENCY
    agency_code: str = ""
    unit_code: str = ""
    job_title: str = ""
    with_attachments: bool = True


@dataclass(frozen=True, slots=True)
class ReferenceNumber:
    """發文字號: word (玉鎮社字), ROC year and serial; `branch` is blank unless the number is split."""

    word: str
    roc_year: int
    serial: int
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Confidentiality:
    """密等 and the condition of its end; an ordinary document has none at all."""

    grade: str
    until: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause. The number follows from its place: 一、 then (一) then 1、 then (1)."""

    text: str
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """段落: `heading` with its colon (說明：, 辦法：), then either text or clauses."""

    heading: str
    text: str = ""
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """`extension` without a dot: ods, pdf, odt."""

    extension: str
    content: bytes


@dataclass(frozen=True, slots=True)
class OfficialLetter:
    """A 函 ready to be issued; dates are ISO, text is plain."""

    kind: DocumentKind
    sender: Sender
    address: str
    contacts: tuple[str, ...]
    recipients: tuple[Recipient, ...]
    issued_on: date
    reference: ReferenceNumber
    subject: str
    paragraphs: tuple[Paragraph, ...]
    signature: str
    speed: Speed = Speed.ORDINARY
    confidentiality: Confidentiality | None = None
    copies: tuple[Recipient, ...] = ()
    attachment_note: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedOverFile:
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of handing over: the package's name, the moment, every file with its digest."""

    package: str
    handed_over_at: datetime
    files: tuple[HandedOverFile, ...]


class DocumentRefused(ValueError):
    """The letter cannot be issued as it stands; `sentences` say in Chinese what to mend."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("；".join(sentences))
        self.sentences = sentences


class ExchangeUnavailable(Exception):
    """The exchange could not take the package; `permanent` says never, otherwise try again later."""

    def __init__(self, sentence: str, *, permanent: bool) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.permanent = permanent


class OfficialDocumentExchange(Protocol):
    """Where official documents leave the house."""

    def send(self, letter: OfficialLetter) -> Receipt:
        """Validate and hand over. The same letter twice gives the first receipt's files again.

        Raises DocumentRefused (nothing left the house) or ExchangeUnavailable.
        """
        ...

    def check_config(self) -> tuple[str, ...]:
        """One Chinese sentence per fault; empty when all is well."""
        ...
