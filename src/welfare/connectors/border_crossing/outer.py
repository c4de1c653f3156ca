"""The outside of a mail: headers without personal data, and the encrypted envelope."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from welfare.connectors.transport.mail.smime import KINDS


def wrapped(headers: Mapping[str, str], envelope: bytes, cipher: str) -> bytes:
    """A whole mail, CRLF, ASCII. Raises ValueError for a header that would become two."""
    lines = []
    for name, value in headers.items():
        if not value.isascii() or not value.isprintable():
            raise ValueError("a header must be one line of ASCII")
        lines.append(f"{name}: {value}")
    lines += [
        "MIME-Version: 1.0",
        f'Content-Type: application/pkcs7-mime; smime-type={KINDS[cipher]}; name="smime.p7m"',
        "Content-Transfer-Encoding: base64",
        'Content-Disposition: attachment; filename="smime.p7m"',
        "",
    ]
    body = base64.encodebytes(envelope).decode().replace("\n", "\r\n")
    return ("\r\n".join(lines) + "\r\n" + body).encode("ascii")
