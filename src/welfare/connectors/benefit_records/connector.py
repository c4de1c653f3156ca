"""Benefit records by lists: custody, listings, benefits received, placements."""

from __future__ import annotations

from pathlib import Path

from welfare.connectors.transport.list_files import ListConnector, Meaning, Register
from welfare.lookup.ports import (
    BenefitCode,
    Custody,
    CustodyKind,
    Listing,
    ListingKind,
    Placement,
    PlacementService,
    ReceivedBenefit,
    ReceivedBenefits,
)

REGISTER = Register(
    "benefit_records",
    Path(__file__).with_name("layout.yaml"),
    {
        "custody": Meaning(Custody),
        "listing": Meaning(Listing),
        "benefits": Meaning(ReceivedBenefit, whole=ReceivedBenefits),
        "placement": Meaning(Placement),
    },
    {"custody": CustodyKind, "listing": ListingKind, "benefit": BenefitCode, "service": PlacementService},
)


class Connector(ListConnector):
    code = REGISTER.code
    label = "福利給付機關"
    register = REGISTER
