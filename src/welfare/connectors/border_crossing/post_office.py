"""The demo's post: one SMTP server that takes our mail, one IMAP server that keeps what comes for us.

Both speak TLS, on this machine alone. aiosmtpd and pymap do the speaking.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import mailbox
import os
import ssl
from argparse import Namespace
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from proxyprotocol.sock import SocketInfoLocal
from pymap.backend.maildir import Config, Identity, Login
from pymap.frozen import frozendict
from pymap.imap import IMAPServer
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import BuiltinHash

from welfare.connectors.border_crossing import first_start
from welfare.connectors.border_crossing.first_start import USER

_count = count(1)


class PostOffice:
    """`smtp_says` ends each mail, unless it `drops` the line; IMAP drops it after `cuts_after` bytes."""

    def __init__(self, home: Path) -> None:
        self._home, self._own = home, first_start.agency_folder(home)
        self.smtp_says, self.drops, self.is_strange = "250 OK", False, False
        self.cuts_after: int | None = None
        self.starttls = False
        self._servers: list[asyncio.Server] = []
        self._talks: set[asyncio.Task[Any]] = set()

    @property
    def queries(self) -> Path:
        return self._own / "queries"

    async def open(self, smtp_port: int, imap_port: int) -> None:
        for lock in (self._own / "mail").rglob("*.lock"):  # of a process that was killed
            lock.unlink(missing_ok=True)
        loop = asyncio.get_running_loop()
        tls = None if self.starttls else self._tls()
        smtp = await loop.create_server(self._smtp, "127.0.0.1", smtp_port, ssl=tls)
        speak = await self._imap()
        imap = await asyncio.start_server(speak, "127.0.0.1", imap_port, ssl=self._tls())
        self._servers = [smtp, imap]

    async def close(self) -> None:
        """Hang up on everybody."""
        for server in self._servers:
            server.close()
        talks = list(self._talks)
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        for server in self._servers:
            await server.wait_closed()
        self._servers = []

    def deliver(self, content: bytes) -> None:
        """Into our mailbox, byte for byte."""
        box = self._own / "mail" / USER
        mailbox.Maildir(str(box), create=True)
        name = f"{next(_count):06d}.{os.getpid()}.{hashlib.sha256(content).hexdigest()[:12]}"
        (box / "tmp" / name).write_bytes(content)
        (box / "tmp" / name).replace(box / "new" / name)

    def _tls(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        name = "strange-server" if self.is_strange else "server"
        context.load_cert_chain(self._own / f"{name}.certificate.pem", self._own / f"{name}.key.pem")
        return context

    def _smtp(self) -> SMTP:
        return SMTP(
            _Counter(self),
            authenticator=self._knows,
            tls_context=self._tls() if self.starttls else None,
            require_starttls=self.starttls,
            auth_require_tls=self.starttls,  # else the whole connection is TLS
            hostname="127.0.0.1",
            ident="demo",
        )

    def _knows(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, said: Any
    ) -> AuthResult:
        agreed = (self._home / "mail.password").read_bytes()
        is_ours = isinstance(said, LoginPassword) and said.login == USER.encode()
        return AuthResult(success=is_ours and hmac.compare_digest(said.password, agreed))

    async def _imap(self) -> Callable[..., Any]:
        """What answers an IMAP connection; one user, whose mailbox is a Maildir."""
        words = Namespace(
            host="127.0.0.1",
            port=0,
            debug=False,
            cert=None,
            key=None,
            tls=False,  # none within: the whole connection is TLS
            passlib_cfg=None,
            proxy_protocol=None,
            base_dir=str(self._own / "mail"),
            layout="++",
            colon=None,
            concurrency=2,
        )
        config = Config.from_args(words, hash_context=BuiltinHash(rounds=1000))
        config.apply_context()
        login = Login(config)
        password = await Passwords(config).hash_password((self._home / "mail.password").read_text())
        place = frozendict({"mailbox_path": USER})
        user = UserMetadata(config, USER, password=password, params=place)
        await Identity(config, login.tokens, USER, None, frozenset({"admin"})).set(user)
        mailbox.Maildir(str(self._own / "mail" / USER), create=True)
        speak = IMAPServer(login, config)

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            talk = asyncio.current_task()
            assert talk is not None
            self._talks.add(talk)
            try:
                config.apply_context()
                heard: Any = writer if self.cuts_after is None else _Cut(writer, self.cuts_after)
                await speak(reader, heard, SocketInfoLocal(writer))
            finally:
                self._talks.discard(talk)
                writer.transport.abort()

        return answer


class _Counter:
    """Where mail is handed in."""

    def __init__(self, office: PostOffice) -> None:
        self._office = office

    async def handle_MAIL(
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if not session.authenticated:
            return "530 5.7.0 sign in first"
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        """A resend is the same mail: it takes the place of the first."""
        if self._office.drops and server.transport is not None:
            server.transport.close()
            return "421 gone"
        if self._office.smtp_says.startswith("250"):
            content = envelope.original_content or b""
            said = next(
                (line for line in content.split(b"\r\n") if line.lower().startswith(b"message-id:")), content
            )
            path = self._office.queries / f"{hashlib.sha256(said).hexdigest()[:24]}.eml"
            first_start.write(path, content)
        return self._office.smtp_says


class _Cut:
    """A writer whose connection breaks after so many bytes."""

    def __init__(self, writer: asyncio.StreamWriter, left: int) -> None:
        self._writer, self._left = writer, left

    def write(self, content: bytes) -> None:
        self._writer.write(content[: self._left])
        self._left -= min(self._left, len(content))
        if not self._left:
            self._writer.transport.abort()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._writer, name)
