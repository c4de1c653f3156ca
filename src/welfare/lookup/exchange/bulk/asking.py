"""A whole list asked in one parcel: whom, why and by which law is written down before it leaves."""

import hashlib
from collections.abc import Iterator, Sequence

from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.crypto import keyed_hash, seal
from welfare.foundation.door import Act, through_the_door
from welfare.foundation.roles import Role
from welfare.lookup.exchange.asked import purpose_of
from welfare.lookup.exchange.bulk.loading import copy_in, insert
from welfare.lookup.exchange.preparing import PROMISE, context, new_parcel, one_at_a_time
from welfare.lookup.models import BulkParcel, BulkSubject, Parcel
from welfare.lookup.ports import BulkConnector, Line, Outgoing


@through_the_door("exchange.ask_bulk")
def ask_bulk(
    act: Act, *, by: Acting, connector: BulkConnector, lines: Sequence[Line], legal_basis: str, purpose: str
) -> Parcel:
    """Pack one parcel about at most `bulk_lines` people; it leaves with the next round.

    `lines` are numbered from 1 without a gap. Raises ValueError, also without a legal basis or a purpose.
    """
    if not legal_basis or not purpose:
        raise ValueError("nobody is asked about without a legal basis and a purpose")
    if not 0 < len(lines) <= connector.bulk_lines:
        raise ValueError(f"a parcel asks about 1 to {connector.bulk_lines} people")
    if any(line.seq != number for number, line in enumerate(lines, start=1)):
        raise ValueError("lines are numbered from 1")
    one_at_a_time(by.county, connector.code)
    parcel = new_parcel(by.county, connector, legal_basis, purpose, len(lines))
    package = connector.pack(
        Outgoing(parcel.reference, parcel.county, purpose_of(parcel), tuple(lines), parcel.prepared_at)
    )
    parcel.digest = hashlib.sha256(package).hexdigest()
    parcel.content = seal(package, context=context(parcel))
    Parcel.objects.bulk_create([parcel])
    bulk = BulkParcel.objects.create(county=by.county, parcel=parcel)
    copy_in(BulkSubject, ("seq", "person_key"), _subjects(lines))
    insert(BulkSubject, ("seq", "person_key"), bulk)
    act.promise(PROMISE, parcel.reference, due_at=parcel.due_at, owner_role=Role.OPERATOR)
    act.audit(
        Event.EXCHANGE_PREPARED,
        reference=parcel.reference,
        subjects=parcel.subjects,
        legal_basis=legal_basis,
        purpose=purpose,
        digest=parcel.digest,
        bulk=True,
    )
    return parcel


def _subjects(lines: Sequence[Line]) -> Iterator[bytes]:
    for start in range(0, len(lines), _BLOCK):
        block = lines[start : start + _BLOCK]
        yield "".join(f"{line.seq}\t{keyed_hash(line.subject.national_id)}\n" for line in block).encode()


_BLOCK = 5_000
