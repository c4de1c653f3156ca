"""The registers by name; which connector answers is the project's wiring."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from welfare.lookup.ports import BatchConnector
from welfare.lookup.purposes import sources


def agency(name: str) -> Any:
    """The connector of an agency. Raises LookupError when it is not switched on here."""
    return import_string(settings.WELFARE_CONNECTORS)(name)


def by_parcels(name: str) -> BatchConnector | None:
    """The connector of an agency that answers parcels, or None when it answers while one waits."""
    try:
        found = agency(name)
    except LookupError:
        return None
    return found if isinstance(found, BatchConnector) else None


def parcel_agencies() -> Iterator[BatchConnector]:
    """Every register that answers parcels here."""
    for name in sources():
        if found := by_parcels(name):
            yield found
