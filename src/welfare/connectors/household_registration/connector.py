"""The household register over the wire: one signed question, one signed answer bound to it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from welfare.connectors.household_registration.answer import Contradiction, OtherQuestion, read_answer
from welfare.connectors.household_registration.codec import Unreadable
from welfare.connectors.household_registration.connection import FILE, BadConnection, Connection
from welfare.connectors.household_registration.query import CODE, Query, write_query
from welfare.connectors.transport.https import (
    AnswerMessage,
    BadSignature,
    Https,
    NotFresh,
    QueryMessage,
    Received,
    Signing,
    patiently,
)
from welfare.lookup.ports import (
    Answer,
    Kinship,
    LastContact,
    LookupPurpose,
    RegisteredHousehold,
    RegisteredPerson,
    Subject,
    TransportError,
)

JSON = "application/json"


class Connector:
    """HouseholdRegistry of the real register; `folder` holds connection.yaml and keys. Thread safe."""

    code = CODE
    label = "戶政機關"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._known: tuple[int, _Line] | None = None

    def check_config(self) -> tuple[str, ...]:
        try:
            return Connection.load(self._folder).faults()
        except BadConnection as bad:
            return bad.faults

    def person(self, subject: Subject, purpose: LookupPurpose) -> Answer[RegisteredPerson]:
        return self._ask("person", subject, purpose)

    def household(self, subject: Subject, purpose: LookupPurpose) -> Answer[RegisteredHousehold]:
        return self._ask("household", subject, purpose)

    def kinship(self, subject: Subject, purpose: LookupPurpose) -> Answer[Kinship]:
        return self._ask("kinship", subject, purpose)

    def last_contact(self, subject: Subject, purpose: LookupPurpose) -> Answer[LastContact]:
        return self._ask("last_contact", subject, purpose)

    def _ask(self, question: str, subject: Subject, purpose: LookupPurpose) -> Answer[Any]:
        """Raises TransportError, and nothing else."""
        if not isinstance(purpose, LookupPurpose):
            raise TypeError("a look-up without a purpose does not leave the house")
        line = self._line()
        sender, receiver = line.connection.sender, line.connection.receiver
        query = Query.about(question, subject, purpose, sender=sender, receiver=receiver)
        return patiently(lambda: line.ask(query), seconds=line.connection.server.seconds / 2)

    def _line(self) -> _Line:
        """The open line; a new one when the connection was changed."""
        with self._lock:
            try:
                changed = (self._folder / FILE).stat().st_mtime_ns
                if self._known is None or self._known[0] != changed:
                    self._known = changed, _Line.open(Connection.load(self._folder))
            except BadConnection as bad:
                raise TransportError(bad.faults[0], permanent=False) from bad
            except OSError as missing:
                raise TransportError(UNCONFIGURED, permanent=False) from missing
            return self._known[1]


@dataclass(frozen=True, slots=True)
class _Line:
    connection: Connection
    https: Https
    signing: Signing

    @classmethod
    def open(cls, connection: Connection) -> _Line:
        """Raises BadConnection or OSError."""
        return cls(connection, Https(connection.server), connection.signing())

    def ask(self, query: Query) -> Answer[Any]:
        """One try; its signature is new each time. Raises TransportError."""
        body = write_query(query)
        url = f"{self.connection.server.url.rstrip('/')}/{query.service}"
        message = QueryMessage("POST", url, {"content-type": JSON})
        self.signing.sign_query(message, body, secrets.token_urlsafe(16))
        received = self.https.post(url, message.headers, body)
        self._check(received, message)
        try:
            return read_answer(received.body, query, body)
        except Unreadable as bad:
            raise TransportError(UNREADABLE.format(bad), permanent=True) from bad
        except OtherQuestion as bad:
            raise TransportError(OTHER_QUESTION, permanent=True) from bad
        except Contradiction as bad:
            raise TransportError(CONTRADICTION, permanent=True) from bad

    def _check(self, received: Received, message: QueryMessage) -> None:
        """Status and signature, before a word of the body is read."""
        if received.status in _PASSING or received.status >= 500:
            raise TransportError(BUSY, permanent=False)
        if received.status in _REFUSALS:
            raise TransportError(_REFUSALS[received.status], permanent=True)
        if received.status != 200 or not _is_json(received):
            raise TransportError(NOT_AN_ANSWER, permanent=False)
        try:
            answer = AnswerMessage(received.status, dict(received.headers), message)
            self.signing.check_answer(answer, received.body)
        except NotFresh as late:
            raise TransportError(NOT_FRESH, permanent=False) from late
        except BadSignature as bad:
            raise TransportError(BAD_SIGNATURE, permanent=True) from bad


def _is_json(received: Received) -> bool:
    return received.headers.get("content-type", "").partition(";")[0].strip().lower() == JSON


_PASSING = frozenset({408, 425, 429})
_REFUSALS = {
    400: "戶政機關說我們的查詢格式不對。請維護廠商核對雙方的格式版本。",
    401: "戶政機關不認得我們的簽章。請和機關核對我方的金鑰，也核對兩邊的時鐘。",
    403: "戶政機關不同意這項查詢（目的或依據不符）。請查明後改以書面查證。",
    404: "戶政機關沒有這個服務。請和機關核對網址和服務代碼。",
}
UNCONFIGURED = "戶政的連線還沒有設定好。請系統維運檢查連線設定，系統會自動再試。"
BUSY = "戶政機關的主機正忙或暫停服務。系統會自動再試。"
NOT_AN_ANSWER = "戶政機關的網址回了別的東西（例如錯誤網頁），不是約定的格式。系統會自動再試。"
NOT_FRESH = "回覆上的時間和我們差太多，可能是舊的回覆，也可能有一邊時鐘不準。沒有採用；系統會再試。"
BAD_SIGNATURE = (
    "回覆的簽章不對：可能被改過，也可能是別次查詢的回覆。沒有採用；請打電話向機關核對目前的簽章金鑰。"
)
UNREADABLE = "回覆已簽章，但內容不合約定（{}）。沒有採用；請機關查明後再查一次。"
OTHER_QUESTION = "機關回的是別人，或別次查詢的資料。沒有採用；請向機關查明後再查一次。"
CONTRADICTION = "機關的回覆自相矛盾（例如說查無資料卻附了資料）。沒有採用；請向機關查明。"
