"""Regions: counties, towns and villages by code, each valid from a day on (see README.md for the source)."""

from welfare.foundation.regions.places import County, Jurisdiction, Town, UnknownRegion, Village
from welfare.foundation.regions.tables import (
    counties,
    county,
    county_of_id_letter,
    county_of_mohw_code,
    full_name,
    place,
    town,
    towns_of,
    village,
    villages_of,
)

__all__ = [
    "County",
    "Jurisdiction",
    "Town",
    "UnknownRegion",
    "Village",
    "counties",
    "county",
    "county_of_id_letter",
    "county_of_mohw_code",
    "full_name",
    "place",
    "town",
    "towns_of",
    "village",
    "villages_of",
]
