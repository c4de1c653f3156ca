"""The registers by name; which connector answers is the project's wiring."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def agency(name: str) -> Any:
    """The connector of an agency. Raises LookupError when it is not switched on here."""
    return import_string(settings.WELFARE_CONNECTORS)(name)
