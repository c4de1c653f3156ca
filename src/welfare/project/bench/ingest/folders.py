"""The registers of the bench: real connectors; only the way there and back is a folder of this machine.

What lies in `folder`/lying is taken in where it is and moved to taken or refused at the end.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from welfare.connectors.labor_insurance.connector import Connector as LaborInsurance
from welfare.connectors.tax_records.connector import Connector as TaxRecords
from welfare.connectors.transport.sftp import OK
from welfare.lookup.ports import BulkConnector, Incoming, Receipt
from welfare.project.bench.ingest.tax_making import SENT_AT

LYING, TAKEN, REFUSED = "lying", "taken", "refused"


class LyingAnswers(LaborInsurance):
    """Sealed files with markers."""

    def send(self, reference: str, package: bytes) -> Receipt:
        return Receipt(acknowledged=True, transaction=reference)

    def collect(self) -> Iterator[Incoming]:
        for marker in sorted((self._folder / LYING).glob(f"*{OK}")):
            package = marker.with_name(marker.name.removesuffix(OK))
            at = datetime.fromtimestamp(marker.stat().st_mtime, tz=UTC)
            yield Incoming(package.name, package, at)

    def done(self, incoming: Incoming, *, quarantined: bool) -> None:
        assert isinstance(incoming.content, Path)
        self._forget(incoming.content)
        _aside(self._folder, (f"{incoming.name}{OK}", incoming.name), quarantined=quarantined)


class LyingResponses(TaxRecords):
    """Signed XML, delivered when it was sent."""

    def send(self, reference: str, package: bytes) -> Receipt:
        return Receipt(acknowledged=True, transaction=reference)

    def collect(self) -> Iterator[Incoming]:
        for path in sorted((self._folder / LYING).glob("*.xml")):
            yield Incoming(path.name, path.read_bytes(), SENT_AT)

    def done(self, incoming: Incoming, *, quarantined: bool) -> None:
        _aside(self._folder, (incoming.name,), quarantined=quarantined)


def register(source: str, folder: Path) -> BulkConnector:
    """Raises KeyError for a register the bench does not know."""
    made: dict[str, type[LyingAnswers] | type[LyingResponses]]
    made = {"labor_insurance": LyingAnswers, "tax_records": LyingResponses}
    return made[source](folder)


def _aside(folder: Path, names: tuple[str, ...], *, quarantined: bool) -> None:
    place = folder / (REFUSED if quarantined else TAKEN)
    place.mkdir(exist_ok=True)
    for path in (folder / LYING / name for name in names):
        if path.exists():
            shutil.move(path, place / path.name)
