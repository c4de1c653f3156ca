"""A mail as parts and headers, whatever it is made of."""

from __future__ import annotations

import binascii
from email import message_from_bytes, policy
from email.message import Message

_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, binascii.Error)


class UnreadableMail(Exception):
    """It has no form of a mail. Not to be told: it may quote the mail."""


def parsed(content: bytes) -> Message:
    """Raises UnreadableMail."""
    try:
        return message_from_bytes(content, policy=policy.compat32)
    except _BROKEN as broken:
        raise UnreadableMail from broken


def header(message: Message, name: str) -> str:
    """Stripped; "" when it is missing, written twice or not ASCII."""
    found = message.get_all(name) or []
    if len(found) != 1 or not isinstance(found[0], str):
        return ""
    return found[0].strip() if found[0].isascii() else ""


def content_type(message: Message) -> str:
    try:
        return message.get_content_type()
    except _BROKEN:
        return ""


def parameter(message: Message, name: str, of: str = "content-type") -> str:
    """A parameter of a header, "" for none and for encoded ones (RFC 2231)."""
    try:
        found = message.get_param(name, "", of)
    except _BROKEN:
        return ""
    return found.strip() if isinstance(found, str) else ""


def file_name(part: Message) -> str:
    """As it stands there, not to be used as a path; "" for a part that is no attachment."""
    return parameter(part, "filename", "content-disposition") or parameter(part, "name")


def payload(message: Message) -> bytes:
    """The decoded content of a part that is no multipart. Raises UnreadableMail."""
    try:
        content = message.get_payload(decode=True)
    except _BROKEN as broken:
        raise UnreadableMail from broken
    if not isinstance(content, bytes) or message.defects:
        raise UnreadableMail
    return content


def parts(message: Message) -> list[Message]:
    """The parts of a multipart, not theirs."""
    found = message.get_payload()
    return [part for part in found if isinstance(part, Message)] if isinstance(found, list) else []
