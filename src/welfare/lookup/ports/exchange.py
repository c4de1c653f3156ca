"""Look-ups by the batch (批次查調): what leaves in a parcel, what comes back, and who carries it.

The exchange core (`lookup.exchange`) keeps the ledger: which subject was asked in which parcel and with which
outcome. A connector only carries: it packs, sends, lists what lies in the channel, verifies and reads it.
Everything may happen twice, late, in the wrong order or not at all; nothing here relies on the contrary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from welfare.lookup.ports.answer import Answer, Connector, LookupPurpose, Subject, TransportError

#: source → questions answered about everybody, and those only about a person who asks for aid. The names are
#: the methods of the source's direct port; a reply brings one `Answer` for each.
QUESTION_NAMES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "household_registration": (("person", "kinship"), ("household", "last_contact")),
    "tax_records": (("income", "property"), ("dependants",)),
    "labor_insurance": (("record",), ()),
    "disability_register": (("identification",), ()),
    "benefit_records": (("custody",), ("listing", "benefits", "placement")),
    "border_crossing": (("stay",), ()),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One subject of one parcel. `seq` counts from 1; `case_number` is the case this person is asked for.

    `tax_year` is an ROC year, for the tax register; `since` and `until` bound the days asked about, both
    counted; `is_listed`: the person asks for aid (see QUESTION_NAMES).
    """

    seq: int
    subject: Subject
    case_number: str
    tax_year: int | None = None
    since: date | None = None
    until: date | None = None
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One parcel. `reference` is ours, `<source>-<county>-<yyyymmdd>-<n>`, and the same at every resend.

    One purpose and one legal basis for all lines: `purpose.case_number` is the reference (the lawful batch).
    """

    reference: str
    county: str
    purpose: LookupPurpose
    lines: tuple[Line, ...]
    prepared_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the channel said at once. `transaction` is the mediator's number, "" where there is none.

    `acknowledged` False: handed over, and nobody has said yet that it arrived.
    """

    acknowledged: bool
    transaction: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something lying in the channel, not yet trusted. `name` is shown to the operator: no personal data.

    A Path must stay readable until `done`; its bytes are what the ledger knows it by.
    """

    name: str
    content: bytes | Path
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """What a register says about one subject: one answer per question asked (see QUESTION_NAMES).

    With `failure` there are no answers: the agency did not look, for ever (`permanent`) or this time. A
    subject that is not mentioned at all is not answered: "no record" must be said by the agency.
    """

    seq: int
    national_id: str
    answers: Mapping[str, Answer[Any]] = field(default_factory=dict)
    failure: TransportError | None = None


@dataclass(frozen=True, slots=True)
class Replies:
    """One verified and parsed answer: part `part` of `parts`, in any order.

    `total` is the control total the agency wrote down for this part; `lines` is gone through twice (first to
    check everything, then to settle) and may be read lazily.
    """

    reference: str
    lines: Iterable[Reply]
    total: int
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An answer that only says the parcel arrived."""

    reference: str
    transaction: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """The agency, or the post, turned the whole parcel away. `sentence` is Chinese, for the officer.

    `permanent` False: the subjects are asked again in a later parcel.
    """

    reference: str
    sentence: str
    permanent: bool


class BadDelivery(Exception):
    """What lies there cannot be trusted or read: bad signature, wrong totals, wrong encoding, bomb …

    Nothing of it counts; it is put aside for a person. `sentence` is Chinese text for the operator: what is
    wrong and how to mend it, without personal data. `reference`: the parcel it claims to answer, if it can be
    told.
    """

    def __init__(self, sentence: str, *, reference: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.reference = reference


class NotYetComplete(Exception):
    """It is still being written (no marker, size growing): leave it there and look again."""


#: what we asked under a reference; raises LookupError when we never used it
WhatWeAsked = Callable[[str], Outgoing]


@runtime_checkable
class BatchConnector(Connector, Protocol):
    """An agency that answers parcels. Made as `Class(folder)`, where `folder` holds connection.yaml and keys.

    Every method may be called again after a crash at any point, and must then do no harm.
    """

    code: str
    label: str
    max_lines: int
    #: after sending; then the lines fail with a sentence, and a late answer still counts
    answer_within: timedelta
    #: neither acknowledged nor answered by then: the same parcel is sent again. None: the channel keeps it
    resend_after: timedelta | None

    def pack(self, outgoing: Outgoing) -> bytes:
        """The content to send. Kept, encrypted, until every line has its answer; no network here."""
        ...

    def send(self, reference: str, package: bytes) -> Receipt:
        """Hand over what `pack` made; what must be fresh (time stamp, signature, cipher) is added here.

        A second call with the same reference is the same message for the agency. Raises TransportError:
        permanent when trying again cannot help, else it may or may not have arrived.
        """
        ...

    def collect(self) -> Iterable[Incoming]:
        """What lies there now, oldest first; leaves it there. Raises TransportError when out of reach."""
        ...

    def read(self, incoming: Incoming, asked: WhatWeAsked) -> Replies | Acknowledgement | Rejection:
        """Verify first, then parse. `asked` helps where an answer names no seq. Bounded memory.

        Raises BadDelivery or NotYetComplete, and nothing else; LookupError of `asked` may pass through.
        """
        ...

    def done(self, incoming: Incoming, *, quarantined: bool) -> None:
        """Move it aside; called after the ledger has committed, and again when it still lies there."""
        ...
