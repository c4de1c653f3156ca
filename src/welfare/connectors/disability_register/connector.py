"""The disability register by lists."""

from __future__ import annotations

from pathlib import Path

from welfare.connectors.transport.list_files import ListConnector, Meaning, Register
from welfare.lookup.ports import DisabilityDegree, DisabilityIdentification

REGISTER = Register(
    "disability_register",
    Path(__file__).with_name("layout.yaml"),
    {"identification": Meaning(DisabilityIdentification)},
    {"degree": DisabilityDegree},
)


class Connector(ListConnector):
    code = REGISTER.code
    label = "身心障礙資料機關"
    register = REGISTER
