"""How the demo register can fail, on request."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

from welfare.connectors.household_registration.layout import layout


class Fault(StrEnum):
    NONE = "none"
    DOWN = "down"  # nobody listens, or hangs up
    BUSY = "busy"  # 503
    SLOW = "slow"  # a byte a second
    ERROR_PAGE_200 = "error_page_200"  # a web page instead of an answer
    TRUNCATED = "truncated"
    WRONG_ENCODING = "wrong_encoding"
    OTHER_PERSON = "other_person"
    OTHER_REQUEST = "other_request"  # well signed, about another query
    BAD_SIGNATURE = "bad_signature"  # changed after signing
    UNSIGNED = "unsigned"
    REPLAYED = "replayed"  # an earlier answer, as it was
    UNKNOWN_CERTIFICATE = "unknown_certificate"
    EXPIRED = "expired"  # signed an hour ago
    HUGE = "huge"
    CONTRADICTING = "contradicting"  # "no record", with a record
    REFUSED = "refused"  # 403: not for this purpose


ERROR_PAGE = "<!doctype html><title>系統維護中</title><p>請稍後再試".encode()
HUGE_BYTES = 6 << 20
_SPOILED = {
    Fault.WRONG_ENCODING,
    Fault.OTHER_PERSON,
    Fault.OTHER_REQUEST,
    Fault.HUGE,
    Fault.CONTRADICTING,
}


def spoiled(body: bytes, fault: Fault) -> bytes:
    """An answer, spoiled before it is signed."""
    if fault not in _SPOILED:
        return body
    if fault is Fault.WRONG_ENCODING:
        return body.decode().encode("cp950", "replace")
    envelope: dict[str, Any] = json.loads(body)
    message, (said,) = envelope["message"], envelope["message"]["search_response"]
    if fault is Fault.OTHER_PERSON:
        said["subject"] = "Z299999901"
    elif fault is Fault.OTHER_REQUEST:
        message["request_hash"] = "0" * 64
    elif fault is Fault.CONTRADICTING:
        said["outcome"] = layout().code("outcome", "no_record")
        said["reg_record"] = said["reg_record"] or {}
    else:
        said["remark"] = "x" * HUGE_BYTES
    return json.dumps(envelope, ensure_ascii=False).encode()
