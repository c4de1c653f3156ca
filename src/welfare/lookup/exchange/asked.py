"""What we asked, rebuilt from the ledger: for packing, and for connectors whose answers name no line."""

from collections.abc import Iterable

from welfare.case.models import Member
from welfare.foundation.acting import SYSTEM_OFFICER, Acting
from welfare.foundation.row_access import acting_as
from welfare.lookup.exchange.references import county_of
from welfare.lookup.mapping.border import a_year_before
from welfare.lookup.models import LookupRequest, Parcel
from welfare.lookup.ports import Line, LookupPurpose, Outgoing, Subject


class NeverAsked(LookupError):
    """We never used this reference."""


def what_we_asked(source: str, reference: str) -> Outgoing:
    """The parcel as it left. Raises NeverAsked."""
    county = county_of(reference, source)
    with acting_as(Acting.system(county)):
        parcel = Parcel.objects.filter(county=county, source=source, reference=reference).first()
        if parcel is None:
            raise NeverAsked(reference)
        lines = parcel.lines.select_related("request__case").order_by("seq")
        return outgoing(parcel, [(line.seq, line.request) for line in lines])


def outgoing(parcel: Parcel, numbered: Iterable[tuple[int, LookupRequest]]) -> Outgoing:
    """One parcel for its connector. Whoever is no member of the case any more is left out."""
    numbered = list(numbered)
    subjects = subjects_of(request for _seq, request in numbered)
    return Outgoing(
        reference=parcel.reference,
        county=parcel.county,
        purpose=purpose_of(parcel),
        lines=tuple(
            _line(seq, request, subjects[request.id]) for seq, request in numbered if request.id in subjects
        ),
        prepared_at=parcel.prepared_at,
    )


def purpose_of(parcel: Parcel) -> LookupPurpose:
    """The lawful batch: one legal basis and one purpose for all its lines."""
    return LookupPurpose(
        case_number=parcel.reference,
        legal_basis=parcel.legal_basis,
        purpose_code=parcel.purpose,
        officer_reference=str(SYSTEM_OFFICER),
    )


def subjects_of(requests: Iterable[LookupRequest]) -> dict[object, Subject]:
    """Request id → whom to ask about; without those the case no longer knows by number."""
    requests = list(requests)
    members = Member.objects.filter(case_id__in={r.case_id for r in requests})
    known = {(member.case_id, member.person_key): member for member in members if member.national_id}
    found = {r.id: known.get((r.case_id, r.subject_key)) for r in requests}
    return {key: Subject(m.national_id or "", m.born_on) for key, m in found.items() if m is not None}


def _line(seq: int, request: LookupRequest, subject: Subject) -> Line:
    return Line(
        seq=seq,
        subject=subject,
        case_number=request.case.number,
        tax_year=request.tax_year,
        since=a_year_before(request.until) if request.until else None,
        until=request.until,
        is_listed=request.is_listed,
    )
