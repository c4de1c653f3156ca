"""Tables of lookup: requests and facts (`asking`), the ledger of the exchange (`ledger`)."""

from welfare.lookup.models.asking import SETTLED, Confirmation, Fact, LookupRequest, RequestStatus
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
    "Channel",
    "Confirmation",
    "Delivery",
    "DeliveryStatus",
    "Fact",
    "LineOutcome",
    "LookupRequest",
    "Parcel",
    "ParcelLine",
    "ParcelStatus",
    "RequestStatus",
]
