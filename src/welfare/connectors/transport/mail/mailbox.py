"""One mailbox, polled over IMAP: what lies there is taken as bytes, then moved; never POP, never deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Any, Self

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from welfare.connectors.transport.mail.server import Server, reaching
from welfare.foundation import clock
from welfare.lookup.ports import TransportError

MOST_MAILS = 1000


@dataclass(frozen=True, slots=True)
class Lying:
    """A mail that lies there, by its lasting number. `name` holds nothing the sender chose."""

    name: str
    uid: int
    size: int
    received_at: datetime


class Mailbox:
    """A signed-in connection to one folder of the mailbox. Raises TransportError in everything it does."""

    def __init__(self, server: Server, folder: str) -> None:
        self._server, self._folder = server, folder

    def __enter__(self) -> Self:
        self._client = self._talk(self._connected)
        self._validity = self._ask("select_folder", self._folder).get(b"UIDVALIDITY", 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(IMAPClientError, OSError):
            self._client.logout()

    def list(self) -> Iterator[Lying]:
        """The oldest first."""
        uids = sorted(self._ask("search", ["UNDELETED"]))[:MOST_MAILS]
        found = self._ask("fetch", uids, ["RFC822.SIZE", "INTERNALDATE"]) if uids else {}
        for uid in uids:
            about = found.get(uid, {})
            at = about.get(b"INTERNALDATE") or clock.wall()
            at = at if at.tzinfo else at.replace(tzinfo=UTC)
            yield Lying(f"mail-{self._validity}-{uid}", uid, int(about.get(b"RFC822.SIZE", 0)), at)

    def content(self, lying: Lying) -> bytes:
        """The whole mail, unread as before; empty when somebody moved it meanwhile."""
        found = self._ask("fetch", [lying.uid], ["BODY.PEEK[]"])
        return bytes(found.get(lying.uid, {}).get(b"BODY[]", b""))

    def move(self, name: str, folder: str) -> None:
        """Into another folder, made when needed. What is no longer there stays where it is."""
        _mail, validity, uid = name.split("-")
        if validity == str(self._validity) and self._ask("search", ["UID", uid]):
            if not self._ask("folder_exists", folder):
                self._ask("create_folder", folder)
            self._ask("move", [int(uid)], folder)

    def _connected(self) -> IMAPClient:
        server = self._server
        client = IMAPClient(
            server.host, server.port, ssl=True, ssl_context=server.context(), timeout=server.seconds
        )
        client.normalise_times = False
        client.login(server.user, server.password())
        return client

    def _ask(self, method: str, *arguments: Any) -> Any:
        return self._talk(partial(getattr(self._client, method), *arguments))

    def _talk(self, say: Callable[[], Any]) -> Any:
        label = self._server.label
        with reaching(self._server):
            try:
                return say()
            except LoginError as refused:
                if isinstance(refused.__context__, IMAPClientAbortError):  # it broke while signing in
                    raise ConnectionAbortedError from refused
                sentence = f"{label}不接受我們的帳號或密碼。請更新密碼檔。"
                raise TransportError(sentence, permanent=True) from refused
            except IMAPClientAbortError as broken:
                raise ConnectionAbortedError from broken
            except IMAPClientError as broken:
                sentence = f"{label}沒有照規定回答。系統會再試；一直如此請通知管理單位。"
                raise TransportError(sentence, permanent=False) from broken
