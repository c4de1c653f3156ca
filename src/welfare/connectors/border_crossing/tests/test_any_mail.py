"""Whatever lies in the mailbox: it is understood, or refused with a sentence, and nothing else happens."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from welfare.connectors.border_crossing import mailing
from welfare.connectors.border_crossing.batch import Batch
from welfare.connectors.border_crossing.connection import Connection
from welfare.connectors.border_crossing.connector import Connector
from welfare.connectors.border_crossing.misbehavior import Fault
from welfare.connectors.border_crossing.tests.conftest import REFERENCE
from welfare.connectors.border_crossing.tests.test_codec import LETTER
from welfare.lookup.ports import BadDelivery, Incoming, NotYetComplete, Rejection

WORDS = st.sampled_from(
    [
        b"\r\n",
        b"\r\n\r\n",
        b"Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n",
        b"=?big5?B?pKSk5Q==?=",
        b"filename*0*=utf-8''%41",
        b"charset=unicode-escape",
        b"--=_report",
    ]
)


@pytest.fixture(scope="module")
def mails(agreed) -> list[bytes]:
    """One of each shape: an answer, a bounce, signed only, a web page, another envelope."""
    own = Connection.load(agreed)
    message_id = Batch.of(REFERENCE).message_id(1, own.secret, own.domain)
    made = [mailing.mail(agreed, LETTER, fault) for fault in (Fault.NONE, Fault.NOT_ENCRYPTED)]
    return [*made, mailing.bounce(message_id, "failed", "5.1.1"), mailing.nonsense(Fault.HTML_ERROR)]


def _incoming(folder, content: bytes) -> Incoming:
    path = folder / "mail.eml"
    path.write_bytes(content)
    return Incoming("mail-1-1", path, datetime.now(tz=UTC))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mail_is_understood_or_refused_with_a_sentence(
    agreed, mails, outgoing, tmp_path_factory, data
) -> None:
    whole = data.draw(st.sampled_from([b"", *mails]))
    at = data.draw(st.integers(0, min(len(whole), 900)))
    instead = data.draw(WORDS | st.binary(max_size=40))
    changed = whole[:at] + instead + whole[at + data.draw(st.integers(0, 40)) :]
    incoming = _incoming(tmp_path_factory.getbasetemp(), changed)
    try:
        said = Connector(agreed).read(incoming, lambda _: outgoing)
    except BadDelivery as refused:
        assert refused.sentence.endswith("。")
    else:
        assert said.reference == REFERENCE


def test_a_bounce_of_ours_is_believed_and_another_is_not(agreed, mails, tmp_path, outgoing) -> None:
    connector = Connector(agreed)
    assert isinstance(connector.read(_incoming(tmp_path, mails[2]), lambda _: outgoing), Rejection)
    (agreed / "message.secret").rename(tmp_path / "kept")
    with pytest.raises(BadDelivery):
        connector.read(_incoming(tmp_path, mails[2]), lambda _: outgoing)
    (tmp_path / "kept").replace(agreed / "message.secret")


def test_a_fault_of_ours_is_no_fault_of_the_mail(mails, tmp_path, outgoing) -> None:
    with pytest.raises(NotYetComplete):
        Connector(tmp_path).read(_incoming(tmp_path, mails[0]), lambda _: outgoing)
