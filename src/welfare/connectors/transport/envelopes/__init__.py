"""Sealed files between two organisations: OpenPGP, 7z AES-256, ZIP AES-256, behind one interface.

An envelope holds a few files. What comes in is opened in a process of its own, with limits that the system
enforces (`open_sealed`); sealing what is ours happens here (`Envelope.seal`).
"""

from welfare.connectors.transport.envelopes.envelope import (
    Envelope,
    EnvelopeError,
    Limits,
    Secrets,
    envelope,
)
from welfare.connectors.transport.envelopes.opening import open_sealed

__all__ = ["Envelope", "EnvelopeError", "Limits", "Secrets", "envelope", "open_sealed"]
