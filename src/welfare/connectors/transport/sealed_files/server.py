"""The demo agency's SFTP server: known by its key, open to the agreed key or password, four folders."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import asyncssh

from welfare.connectors.transport.sealed_files import first_start
from welfare.connectors.transport.sealed_files.misbehavior import TRICK_NAME


class Server:
    """`tricks`: whether a folder shows a name that leads elsewhere."""

    def __init__(self, home: Path, tricks: Callable[[], bool]) -> None:
        self.home, self.tricks = home, tricks
        self.connections: set[asyncssh.SSHServerConnection] = set()
        self._listening: asyncssh.SSHAcceptor | None = None

    async def listen(self, port: int) -> None:
        own = first_start.agency_folder(self.home)
        self._listening = await asyncssh.listen(
            "127.0.0.1",
            port,
            server_host_keys=[str(own / "host_key")],
            authorized_client_keys=str(own / "authorized_keys"),
            server_factory=lambda: _Door(self),
            sftp_factory=lambda channel: _Folders(channel, self),
            allow_scp=False,
            reuse_address=True,
        )

    async def close(self) -> None:
        if self._listening is not None:
            self._listening.close()
            await self._listening.wait_closed()
        for connection in list(self.connections):
            connection.abort()
            await connection.wait_closed()


class _Door(asyncssh.SSHServer):
    """Keys are checked by the library; the agreed password opens too."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn
        self._server.connections.add(conn)

    def connection_lost(self, exc: Exception | None) -> None:
        self._server.connections.discard(self._connection)

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        agreed = (self._server.home / "sftp.password").read_bytes()
        return hmac.compare_digest(password.encode(), agreed) and username == first_start.USER


class _Folders(asyncssh.SFTPServer):
    """The customer sees nothing but the agreed folders."""

    def __init__(self, channel: asyncssh.SSHServerChannel[bytes], server: Server) -> None:
        super().__init__(channel, chroot=str(first_start.agency_folder(server.home) / "sftp").encode())
        self._server = server

    async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
        async for name in super().scandir(path):
            yield name
        if self._server.tricks() and path.endswith(b"answers"):
            yield asyncssh.SFTPName(TRICK_NAME.encode(), attrs=asyncssh.SFTPAttrs(size=4, mtime=1))
