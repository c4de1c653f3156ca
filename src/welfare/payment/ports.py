"""Port of the transfer file (轉帳媒體檔): what payment asks of a bank or post-office format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TransferHeader:
    """`pay_on`: day of the credit; `passbook_text`: what the payee reads in the passbook."""

    pay_on: date
    made_at: datetime
    passbook_text: str


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One payee. `bank_code` 7 digits (7000021 is the post office, whose account is 局號 + 帳號, 14 digits).

    `amount`: whole NT$, above zero. `reference`: the payer's own key, given back with a returned transfer.
    """

    reference: str
    payee_id: str
    bank_code: str
    account: str
    amount: int


@dataclass(frozen=True, slots=True)
class ControlTotals:
    """What must agree between the roster, the file and the bank's confirmation; NT$."""

    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class ReturnedTransfer:
    """One line of a return file. Match on `original_pay_on` and `original_sequence`, never on accounts."""

    original_pay_on: date
    original_sequence: int
    reference: str
    payee_id: str
    amount: int
    return_code: str


@dataclass(frozen=True, slots=True)
class TransferProblem:
    """`line` counts from 1; 0 is the file as a whole. `sentence` is Chinese: what, and how to mend it."""

    line: int
    sentence: str


class TransferRefused(ValueError):
    """Nothing was written (or read): every problem found, not only the first."""

    def __init__(self, *problems: TransferProblem) -> None:
        super().__init__("；".join(problem.sentence for problem in problems))
        self.problems = problems


class TransferFileFormat(Protocol):
    """One bank's file, exact to the byte."""

    @property
    def code(self) -> str: ...

    @property
    def file_name(self) -> str: ...

    def write(self, header: TransferHeader, lines: Sequence[TransferLine]) -> bytes:
        """The whole file, lines in the order given. Raises TransferRefused."""
        ...

    def control_totals(self, content: bytes) -> ControlTotals:
        """Totals read back from the bytes themselves; TransferRefused when the file contradicts itself."""
        ...

    def read_returns(self, content: bytes) -> tuple[ReturnedTransfer, ...]:
        """Returned transfers of the bank's answer file. Raises TransferRefused."""
        ...

    def check_config(self) -> tuple[str, ...]:
        """One Chinese sentence per fault of the originator's settings; empty when all is well."""
        ...
