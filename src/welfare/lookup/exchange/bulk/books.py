"""Which table holds what a register says, and whether the counts agree with the rows."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Sum

from welfare.lookup.models import BulkParcel, DeliveryStatus, InsuranceRow, ParcelStatus, TaxRow

TABLES: dict[str, type[InsuranceRow] | type[TaxRow]] = {
    "labor_insurance": InsuranceRow,
    "tax_records": TaxRow,
}
_TAKEN = (DeliveryStatus.ACCEPTED, DeliveryStatus.DUPLICATE)


def outcomes(bulk: BulkParcel) -> Counter[str]:
    """Persons by outcome; who is in no row waits, or failed with the parcel."""
    unspoken = bulk.parcel.subjects - bulk.spoken
    word = "failed" if bulk.parcel.status == ParcelStatus.FAILED else "waiting"
    said = {"answered": bulk.answered, "no_record": bulk.no_record, "id_mismatch": bulk.id_mismatch}
    return Counter({name: count for name, count in (said | {word: unspoken}).items() if count})


def in_county(county: str) -> Iterator[BulkParcel]:
    """With their parcels, the oldest first."""
    yield from BulkParcel.objects.filter(county=county).select_related("parcel").order_by("number")


def disagreements(county: str) -> Iterator[str]:
    """Where counts, rows and deliveries of a bulk parcel differ; counted from the rows themselves."""
    for bulk in in_county(county):
        rows: Any = TABLES[bulk.parcel.source]._default_manager.filter(bulk=bulk, n=1)
        found = dict(rows.values_list("outcome").annotate(Count("seq")).order_by())
        said = {name: count for name, count in outcomes(bulk).items() if name not in {"waiting", "failed"}}
        if found != said:
            yield f"{bulk.parcel.reference}: says {said}, rows say {found}"
        settled = bulk.parcel.deliveries.filter(status__in=_TAKEN).aggregate(n=Sum("settled"))["n"] or 0
        if settled != bulk.spoken:
            yield f"{bulk.parcel.reference}: {settled} settled, {bulk.spoken} spoken of"
        if bulk.spoken > bulk.parcel.subjects:
            yield f"{bulk.parcel.reference}: {bulk.parcel.subjects} asked, {bulk.spoken} spoken of"
        if bulk.parcel.status == ParcelStatus.CLOSED and bulk.spoken != bulk.parcel.subjects:
            yield f"{bulk.parcel.reference}: closed, but {bulk.parcel.subjects - bulk.spoken} wait"
