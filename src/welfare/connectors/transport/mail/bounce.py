"""What the post says about a mail of ours: not delivered, delivered (RFC 3464), displayed (RFC 8098).

Such reports are not signed by anybody. They count only for a mail whose Message-ID they quote, and the caller
makes that a thing nobody can guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message

from welfare.connectors.transport.mail.reading import content_type, header, parameter, parts

_STATUS = re.compile(r"([245])\.([0-9]{1,3})\.([0-9]{1,3})")
_ID = re.compile(r"<[!-;=?-~]{1,200}>")
_MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class Bounce:
    """`action` as in RFC 3464 (failed, delayed, delivered, relayed, expanded) or "displayed".

    `status` like 5.1.1, "" when the report gives none. `message_id` is the mail it speaks of.
    """

    message_id: str
    action: str
    status: str

    @property
    def is_full(self) -> bool:
        return self.status.endswith(".2.2")

    @property
    def is_temporary(self) -> bool:
        return self.is_full or not self.status.startswith("5.")


def bounce_in(message: Message) -> Bounce | None:
    """What a multipart/report says; None when it is no such report or does not say whom it is about."""
    if content_type(message) != "multipart/report":
        return None
    found = parts(message)[:_MOST_PARTS]
    about = next(
        (each for each in found if content_type(each).startswith("message/d") and _fields(each)), None
    )
    if about is None:
        return None
    fields = _fields(about)
    message_id = next(
        (name for each in found if (name := _quoted(each))), fields.get("original-message-id", "")
    )
    if not _ID.fullmatch(message_id):
        return None
    if parameter(message, "report-type").lower() == "disposition-notification":
        return Bounce(message_id, "displayed", "")
    status = _STATUS.match(fields.get("status", ""))
    action = fields.get("action", "").lower()
    return Bounce(message_id, action, status[0] if status else "") if action else None


def _fields(part: Message) -> dict[str, str]:
    """Lower-case field → value; of several groups (one a recipient) the last that has it."""
    groups = [part, *parts(part)]
    names = ("Action", "Status", "Original-Message-ID", "Disposition")
    return {name.lower(): value for group in groups for name in names if (value := header(group, name))}


def _quoted(part: Message) -> str:
    """The Message-ID of the returned mail, or of its returned headers."""
    if content_type(part) == "message/rfc822":
        return next((header(each, "Message-ID") for each in parts(part)), "")
    if content_type(part) == "text/rfc822-headers":
        text = part.get_payload()
        found = re.search(r"^message-id:\s*(<[^>\s]+>)", text, re.I | re.M) if isinstance(text, str) else None
        return found[1] if found else ""
    return ""
