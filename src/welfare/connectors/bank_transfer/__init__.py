"""Bank transfer files (轉帳媒體檔). A new bank is a new layout in `layouts/`, not new code."""

from collections.abc import Mapping
from pathlib import Path

from welfare.connectors.bank_transfer.fixed_width import FixedWidthTransferFile
from welfare.connectors.bank_transfer.layout import load_layout

_LAYOUTS = Path(__file__).parent / "layouts"


def post_office(originator: Mapping[str, str]) -> FixedWidthTransferFile:
    """Post-office file of 80 bytes; `originator`: office (7 digits), client (8 digits)."""
    return FixedWidthTransferFile(load_layout(_LAYOUTS / "post_office.yaml"), originator)


def clearing_house(originator: Mapping[str, str]) -> FixedWidthTransferFile:
    """ACH file of 250 bytes; `originator`: bank, account, payer_number, item."""
    return FixedWidthTransferFile(load_layout(_LAYOUTS / "clearing_house.yaml"), originator)
