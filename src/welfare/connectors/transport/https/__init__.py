"""Questions over HTTPS to one pinned server: a bounded client, signed messages (RFC 9421), patience."""

from welfare.connectors.transport.https.client import Https, Received, Server
from welfare.connectors.transport.https.patience import patiently
from welfare.connectors.transport.https.signatures import (
    AnswerMessage,
    BadSignature,
    NotFresh,
    QueryMessage,
    Signing,
)

__all__ = [
    "AnswerMessage",
    "BadSignature",
    "Https",
    "NotFresh",
    "QueryMessage",
    "Received",
    "Server",
    "Signing",
    "patiently",
]
