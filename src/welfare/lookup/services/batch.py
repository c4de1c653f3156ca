"""A lawful batch: one register asked about many recipients, each in the name of the case that pays them.

The questions are rows like any other, with legal basis and case; registers that take parcels get them with
the next parcels of that basis, the others are asked one by one. Whoever made a batch asks it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from welfare.case.models import Case, Member
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup import permissions, purposes
from welfare.lookup.agencies import by_parcels
from welfare.lookup.models import LookupRequest
from welfare.lookup.ports import LookupPurpose
from welfare.lookup.services.question import hear

#: wakes the exchange, see `tasks.wake`
EXCHANGE = "lookup.exchange"


@dataclass(frozen=True, slots=True)
class Batch:
    """`name` is what the ledger and the agency know it by; `until` the last day that counts."""

    name: str
    legal_basis: str
    until: date


@through_the_door("lookup.ask_batch")
def ask_batch(
    act: Act, *, by: Acting, batch: Batch, source: str, members: Sequence[Member]
) -> list[LookupRequest]:
    """Ask one register about members of cases (`member.case` loaded), in their order.

    Never raises for a silent register: the row waits or fails, visibly for the batch. Raises
    PermissionDenied; ValueError for a batch without name or legal basis.
    """
    permissions.check_ask(by)
    purpose = LookupPurpose(batch.name, batch.legal_basis, purposes.code(), str(by.officer_id))
    requests = [_row(by, batch, source, member.case, member, purpose) for member in members]
    LookupRequest.objects.bulk_create(requests)
    if by_parcels(source) is None:
        for request, member in zip(requests, members, strict=True):
            with transaction.atomic():
                hear(act, member.case, request, member, purpose)
    else:
        act.tell(EXCHANGE)
    act.audit(
        Event.LOOKUP_ASKED,
        batch=batch.name,
        source=source,
        subjects=len(requests),
        legal_basis=batch.legal_basis,
        purpose=purpose.purpose_code,
    )
    return requests


@through_the_door("lookup.ask_batch_again")
def ask_batch_again(act: Act, *, by: Acting, batch: Batch, requests: Sequence[LookupRequest]) -> int:
    """Questions of registers that answer at once, silent until now, tried once more. Returns how many spoke.

    `requests` with their cases loaded.
    """
    permissions.check_ask(by)
    purpose = LookupPurpose(batch.name, batch.legal_basis, purposes.code(), str(by.officer_id))
    members = Member.objects.filter(case__in=[request.case_id for request in requests])
    known = {(member.case_id, member.person_key): member for member in members}
    spoke = 0
    for request in requests:
        with transaction.atomic():
            put = hear(act, request.case, request, known[request.case_id, request.subject_key], purpose)
        spoke += put.asked is not None
    act.audit(Event.LOOKUP_ASKED, batch=batch.name, again=len(requests), spoke=spoke)
    return spoke


def _row(
    by: Acting, batch: Batch, source: str, case: Case, member: Member, purpose: LookupPurpose
) -> LookupRequest:
    return LookupRequest(
        county=case.county,
        case=case,
        source=source,
        subject_key=member.person_key,
        subject_name=member.name,
        purpose=purpose.purpose_code,
        legal_basis=batch.legal_basis,
        tax_year=purposes.tax_year(case),
        until=batch.until,
        is_listed=True,
        asked_by=by.officer_id,
        asked_by_name=by.name,
        batch=batch.name,
    )
