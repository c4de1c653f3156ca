"""Look-ups of a whole caseload (整批查調): millions of rows, answered by the file, loaded by the column.

What a connector offers besides `BatchConnector` when its register answers whole lists. The core keeps the
books and loads; the connector verifies, checks everything and says it as text for PostgreSQL's COPY.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from welfare.lookup.ports.exchange import BatchConnector, Incoming

#: every row begins with these: line of the parcel, row of that person (from 1), answered | no_record |
#: id_mismatch | failed (the same in all rows of a person)
BULK_COLUMNS = ("seq", "n", "outcome")


class BulkTexts(Protocol):
    """COPY text a block at a time, rows in the order of their lines. Gone through once or again.

    Raises BadDelivery at the first thing that is wrong: nothing counts before the last block came.
    """

    def __iter__(self) -> Iterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class BulkReplies:
    """One verified answer to a bulk parcel, part `part` of `parts`.

    `total`: how many persons the agency says are in it. `columns`: what stands in `texts`, in order, by the
    names of the register's table. `as_of`: the day the register was read.
    """

    reference: str
    total: int
    as_of: date
    columns: tuple[str, ...]
    texts: BulkTexts
    part: int = 1
    parts: int = 1


@runtime_checkable
class BulkConnector(BatchConnector, Protocol):
    """A register that answers whole lists. Nobody is in an answer who is not in `package` under that line."""

    bulk_lines: int

    def claims(self, incoming: Incoming) -> str:
        """The reference it seems to answer, by its name alone and not yet believed, or ""."""
        ...

    def read_bulk(self, incoming: Incoming, package: bytes) -> BulkReplies:
        """Verify and open; `package` is what `pack` made. Raises BadDelivery or NotYetComplete."""
        ...
