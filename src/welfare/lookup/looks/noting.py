"""Writing down who looked, in the transaction of the look: without the row nothing is shown."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from welfare.case.models import Case
from welfare.foundation import clock
from welfare.foundation.acting import Acting
from welfare.foundation.audit import Event
from welfare.foundation.door import Act, through_the_door
from welfare.lookup.looks.models import Look, LookKind
from welfare.lookup.purposes import purpose

_COLUMNS = (
    "case_id, person_key, sources, id, county, kind, page, at, officer_id, officer_name, role, on_behalf_of,"
    " agency_name, town, purpose, legal_basis, device, detail"
)
#: one row per person about whom a register has spoken, with the registers that did
_EVERYBODY = f"""
    insert into looks_look ({_COLUMNS})
    select case_id, person_key, jsonb_agg(distinct source), gen_random_uuid(),
           %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, ''
    from lookup_fact where case_id = %s and person_key <> '' and recorded_by is null
    group by case_id, person_key
"""  # noqa: S608


@through_the_door("looks.view")
def view(act: Act, *, by: Acting, case: Case, page: str) -> None:
    """Somebody opened a page of this case: one look per person whose register data it shows.

    page: a word of labels.PAGE_LABELS.
    """
    act.audit(Event.CASE_READ, case_id=case.id, page=page, looks=write(by=by, case=case, page=page))


def write(*, by: Acting, case: Case, page: str, kind: str = LookKind.VIEWED) -> int:
    """One row per person of the case about whom registers have spoken; call inside a verb. Returns how many.

    The verb's audit row must carry the number as `looks`: the monthly sheet is compared with it.
    """
    why = purpose(case=case, by=by)
    values: list[Any] = [
        case.county, kind, page, clock.now(), by.officer_id, by.name, by.role, by.on_behalf_of,
        by.agency_name, by.town, why.purpose_code, why.legal_basis, by.device,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_EVERYBODY, [*values, case.id])
        return int(cursor.rowcount)


def write_one(
    *,
    by: Acting,
    case: Case,
    page: str,
    person_key: str,
    sources: Sequence[str],
    kind: str = LookKind.VIEWED,
    request_id: UUID | None = None,
    detail: str = "",
) -> int:
    """One row about one person; the same promise as `write`."""
    why = purpose(case=case, by=by)
    look = Look(
        id=uuid4(), county=case.county, case=case, person_key=person_key, kind=kind, page=page,
        sources=list(sources), request_id=request_id, officer_id=by.officer_id, officer_name=by.name,
        role=by.role, on_behalf_of=by.on_behalf_of, agency_name=by.agency_name, town=by.town,
        purpose=why.purpose_code, legal_basis=why.legal_basis, device=by.device, detail=detail,
    )  # fmt: skip
    Look.objects.bulk_create([look])
    return 1
