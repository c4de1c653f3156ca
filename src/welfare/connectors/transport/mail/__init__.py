"""Signed and encrypted mail between two organisations: S/MIME, a sending server, a polled mailbox.

What comes in is bytes until its signature is proven; nothing of a mail is ever shown, followed or executed.
"""

from welfare.connectors.transport.mail.bounce import Bounce, bounce_in
from welfare.connectors.transport.mail.mailbox import Lying, Mailbox
from welfare.connectors.transport.mail.post import send_mail
from welfare.connectors.transport.mail.reading import UnreadableMail, header, parsed
from welfare.connectors.transport.mail.server import Server
from welfare.connectors.transport.mail.smime import Identity, SmimeError, open_mail, sealed

__all__ = [
    "Bounce",
    "Identity",
    "Lying",
    "Mailbox",
    "Server",
    "SmimeError",
    "UnreadableMail",
    "bounce_in",
    "header",
    "open_mail",
    "parsed",
    "sealed",
    "send_mail",
]
