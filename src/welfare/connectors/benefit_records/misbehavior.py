"""How the demo agency's delivery can go wrong, on request."""

from welfare.connectors.transport.sealed_files.misbehavior import Fault

__all__ = ["Fault"]
