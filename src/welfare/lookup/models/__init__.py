"""Tables of lookup: requests and facts (`asking`), the ledger of the exchange (`ledger`), answers
about whole caseloads (`bulk`)."""

from welfare.lookup.models.asking import SETTLED, Confirmation, Fact, LookupRequest, RequestStatus
from welfare.lookup.models.bulk import BulkParcel, BulkSubject, InsuranceRow, TaxRow
from welfare.lookup.models.ledger import (
    Channel,
    Delivery,
    DeliveryStatus,
    LineOutcome,
    Parcel,
    ParcelLine,
    ParcelStatus,
)

__all__ = [
    "SETTLED",
    "BulkParcel",
    "BulkSubject",
    "Channel",
    "Confirmation",
    "Delivery",
    "DeliveryStatus",
    "Fact",
    "InsuranceRow",
    "LineOutcome",
    "LookupRequest",
    "Parcel",
    "ParcelLine",
    "ParcelStatus",
    "RequestStatus",
    "TaxRow",
]
