"""Nothing but a genuine message gets through, and nothing at all breaks the reader."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from welfare.connectors.tax_records import reading, writing
from welfare.connectors.tax_records.connector import Connector
from welfare.connectors.transport.signed_xml import parse, sign
from welfare.lookup.ports import BadDelivery, Incoming, NotYetComplete

SAMPLE = Path(__file__).parent / "response_sample.xml"
_PIECES = [b"<", b"&x;", b"<!--", b"<![CDATA[", b'"', b"\0"]


@pytest.fixture(scope="session")
def reader(agreed) -> Connector:
    return Connector(agreed)


@pytest.fixture(scope="session")
def signed(agreed) -> bytes:
    genuine = reading.message(parse(SAMPLE.read_bytes()))
    head = replace(genuine.head, sent_at=datetime.now(UTC))
    said = replace(genuine, head=head)
    own = agreed / "agency"
    pair = ((own / f"ministry.{end}").read_bytes() for end in ("key", "pem"))
    return sign(writing.response(said), *pair)


def _read(reader: Connector, content: bytes) -> str:
    def asked(reference):
        raise LookupError(reference)

    try:
        reader.read(Incoming("x", content, datetime.now(UTC)), asked)
    except (BadDelivery, NotYetComplete) as bad:
        return type(bad).__name__
    except LookupError:
        return "read"
    return "read"


def test_the_genuine_one_is_read(reader, signed) -> None:
    assert _read(reader, signed) == "read"


@pytest.mark.proves("R7")
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_message_changed_anywhere_is_refused_and_breaks_nothing(reader, signed, data) -> None:
    at = data.draw(st.integers(0, len(signed) - 1))
    size = data.draw(st.integers(0, 40))
    piece = data.draw(
        st.binary(max_size=12) | st.sampled_from([b"<", b"&x;", b"<!--", b"<![CDATA[", b'"', b"\0"])
    )
    changed = signed[:at] + piece + signed[at + size :]
    if _is_same(changed, signed):
        return
    assert _read(reader, changed) == "BadDelivery"


def _is_same(changed: bytes, genuine: bytes) -> bool:
    """Whether the change is none to a reader of XML: blanks between attributes, a comment."""
    try:
        return _canonical(changed) == _canonical(genuine)
    except etree.XMLSyntaxError:
        return False


def _canonical(content: bytes) -> bytes:
    return etree.tostring(etree.fromstring(content), method="c14n", with_comments=False)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_bytes_from_anywhere_are_a_bad_delivery_and_nothing_else(reader, content) -> None:
    assert _read(reader, content) == "BadDelivery"
