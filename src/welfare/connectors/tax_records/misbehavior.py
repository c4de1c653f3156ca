"""How the mediator or the ministry can go wrong, on request."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    NONE = "none"
    # the mediator
    DOWN = "down"
    LOST_ACK = "lost_ack"
    RESPONSE_BEFORE_ACK = "response_before_ack"
    REJECT = "reject"
    BUSY = "busy"
    CLOCK_SKEW = "clock_skew"
    ERROR_PAGE_200 = "error_page_200"
    HALF_BODY = "half_body"
    FORGED_BY_MEDIATOR = "forged_by_mediator"
    # the ministry
    LATE = "late"
    REJECT_LATER = "reject_later"
    REGISTER_ERROR = "register_error"
    NOT_AUTHORISED = "not_authorised"
    PARTS_OUT_OF_ORDER = "parts_out_of_order"
    DUPLICATE_PART = "duplicate_part"
    WRONG_TOTALS = "wrong_totals"
    WRONG_YEAR = "wrong_year"
    UNASKED_SUBJECT = "unasked_subject"
    UNASKED_BATCH = "unasked_batch"
    EXPIRED_TIMESTAMP = "expired_timestamp"
    SCHEMA_VIOLATION = "schema_violation"
    # on the way
    BAD_SIGNATURE = "bad_signature"
    NO_SIGNATURE = "no_signature"
    WRAPPED_SIGNATURE = "wrapped_signature"
    UNKNOWN_CERTIFICATE = "unknown_certificate"
    REPLAYED_MESSAGE = "replayed_message"
    TRUNCATED = "truncated"
    WRONG_ENCODING = "wrong_encoding"
    XML_BOMB = "xml_bomb"
    EXTERNAL_ENTITY = "external_entity"


_TYPE = '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE a [{}]><a>&x;</a>'


def spoiled(content: bytes, fault: Fault) -> bytes:
    """A signed message as it arrives."""
    if fault is Fault.BAD_SIGNATURE:
        return content.replace(b'gross="', b'gross="1', 1).replace(b"<part>1<", b"<part>2<", 1)
    if fault is Fault.TRUNCATED:
        return content[: len(content) // 2]
    if fault is Fault.WRONG_ENCODING:
        text = content.decode("utf-8").replace("UTF-8", "Big5", 1)
        return text.encode("cp950", "xmlcharrefreplace")
    if fault is Fault.XML_BOMB:
        layers = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        return _TYPE.format(f'<!ENTITY a "ha">{layers}<!ENTITY x "&j;">').encode()
    if fault is Fault.EXTERNAL_ENTITY:
        return _TYPE.format('<!ENTITY x SYSTEM "file:///etc/hostname">').encode()
    return content
