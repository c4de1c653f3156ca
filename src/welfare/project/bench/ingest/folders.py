"""The labour-insurance register without a network: sealed answers lie in a folder of this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from welfare.connectors.labor_insurance.connector import Connector
from welfare.connectors.transport.sftp import OK
from welfare.lookup.ports import Incoming, Receipt

LYING, TAKEN, REFUSED = "lying", "taken", "refused"


class LyingAnswers(Connector):
    """The real connector; only the way there and back is a folder.

    What lies in `folder`/lying is taken in where it is and moved to taken or refused at the end.
    """

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
        place = self._place(REFUSED if quarantined else TAKEN)
        for path in (incoming.content.with_name(incoming.name + OK), incoming.content):
            if path.exists():
                shutil.move(path, place / path.name)
