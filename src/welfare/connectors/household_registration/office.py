"""What the demo register remembers between two questions."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from welfare.connectors.household_registration.fake import DemoHouseholdRegistry
from welfare.connectors.household_registration.misbehavior import Fault
from welfare.connectors.transport.https import Signing


class Office:
    """`fault` and `latency_ms` may be changed while it runs. `queries` counts those that were answered."""

    def __init__(self, nation: Path) -> None:
        self.registry = DemoHouseholdRegistry(nation)
        self.fault, self.latency_ms, self.queries, self.connections = Fault.NONE, 0, 0, 0
        self.last: tuple[dict[str, str], bytes] | None = None
        self.signing: Signing
        self._lock, self._nonces = Lock(), set[str]()

    def is_first(self, nonce: str) -> bool:
        """Whether this nonce was never seen; the same question twice is an answer twice, a replay is not."""
        with self._lock:
            is_new = bool(nonce) and nonce not in self._nonces
            self._nonces.add(nonce)
            return is_new

    def answered(self, headers: dict[str, str], body: bytes) -> None:
        with self._lock:
            self.queries += 1
            self.last = headers, body
