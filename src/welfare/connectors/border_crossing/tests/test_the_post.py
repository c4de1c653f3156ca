"""The servers, keys and clocks of the mail: what holds when they change, break, or are somebody else's."""

import subprocess
import sys
import time

import pytest
import time_machine
import yaml

from welfare.connectors.border_crossing.connector import Connector
from welfare.connectors.border_crossing.misbehavior import Fault
from welfare.connectors.border_crossing.tests.conftest import REFERENCE, deliveries
from welfare.lookup.ports import (
    Acknowledgement,
    BadDelivery,
    Replies,
    TransportError,
)


@pytest.mark.parametrize(
    ("fault", "permanent", "said"),
    [
        (Fault.MAILBOX_FULL, False, "滿了"),
        (Fault.TURNED_AWAY, True, "550"),
        (Fault.DROPPED, False, "再"),
    ],
)
def test_a_mail_that_cannot_be_handed_over_says_why(
    neighbour, connector, outgoing, fault, permanent, said
) -> None:
    neighbour.agency.fault = fault
    with pytest.raises(TransportError, match=said) as trouble:
        connector.send(REFERENCE, connector.pack(outgoing))
    assert trouble.value.permanent is permanent
    assert list(neighbour.agency.post.queries.iterdir()) == []


def test_a_connection_that_breaks_anywhere_leaves_the_mail_there(
    neighbour, connector, outgoing, asked
) -> None:
    connector.send(REFERENCE, connector.pack(outgoing))
    neighbour.agency.answer_all()
    for after in (0, 20, 200, 700, 4000):
        neighbour.agency.post.cuts_after = after
        with pytest.raises(TransportError, match="中斷") as broken:
            list(connector.collect())
        assert not broken.value.permanent
    neighbour.agency.fault = Fault.DROPPED_READING
    with pytest.raises(TransportError, match="中斷"):
        list(connector.collect())
    neighbour.agency.fault = Fault.NONE
    (incoming,) = connector.collect()
    assert connector.read(incoming, asked).total == 4


def test_an_agency_that_is_down_is_asked_again_later(neighbour, connector, outgoing) -> None:
    package = connector.pack(outgoing)
    neighbour.stop()
    for step in (lambda: connector.send(REFERENCE, package), lambda: list(connector.collect())):
        with pytest.raises(TransportError, match="再試") as silence:
            step()
        assert not silence.value.permanent


def test_a_server_another_authority_vouches_for_hears_nothing(neighbour, connector, outgoing) -> None:
    package = connector.pack(outgoing)
    neighbour.stop()
    neighbour.agency.fault = Fault.STRANGE_SERVER
    neighbour.start()
    for step in (lambda: connector.send(REFERENCE, package), lambda: list(connector.collect())):
        with pytest.raises(TransportError, match="冒充") as changed:
            step()
        assert changed.value.permanent


def test_a_sending_server_may_change_to_tls_and_must(neighbour, connector, outgoing, asked) -> None:
    path = neighbour.home / "connection.yaml"
    agreed = yaml.safe_load(path.read_text())
    agreed["smtp"]["starttls"] = True
    path.write_text(yaml.safe_dump(agreed))
    neighbour.stop()
    neighbour.agency.post.starttls = True
    neighbour.start()
    (incoming,) = deliveries(neighbour, connector, outgoing)
    assert connector.read(incoming, asked).total == 4
    neighbour.stop()
    neighbour.agency.fault = Fault.STRANGE_SERVER
    neighbour.start()
    with pytest.raises(TransportError, match="冒充"):
        connector.send(REFERENCE, connector.pack(outgoing))


def test_two_who_have_it_may_use_the_cipher_that_notices_changes(
    neighbour, connector, outgoing, asked
) -> None:
    path = neighbour.home / "connection.yaml"
    agreed = yaml.safe_load(path.read_text())
    path.write_text(yaml.safe_dump(agreed | {"cipher": "aes-256-gcm"}))
    (incoming,) = deliveries(neighbour, connector, outgoing)
    assert b"smime-type=authEnveloped-data" in incoming.content.read_bytes()
    assert connector.read(incoming, asked).total == 4
    path.write_text(yaml.safe_dump(agreed | {"cipher": "rot13"}))
    assert "rot13" not in connector.check_config()[0] and "cipher" in connector.check_config()[0]


def test_a_wrong_password_is_turned_away_for_good(neighbour, connector, outgoing) -> None:
    package = connector.pack(outgoing)
    (neighbour.home / "mail.password").write_text("stale")
    with pytest.raises(TransportError, match="密碼") as refused:
        list(connector.collect())
    assert refused.value.permanent
    assert package


def test_a_resend_is_the_same_mail_and_answered_once(neighbour, connector, outgoing) -> None:
    package = connector.pack(outgoing)
    assert connector.pack(outgoing) == package
    receipts = {connector.send(REFERENCE, package) for _ in range(2)}
    assert len(receipts) == 1
    assert neighbour.agency.answer_all() == 1


def test_what_travels_says_nothing_about_anybody(neighbour, connector, outgoing) -> None:
    connector.send(REFERENCE, connector.pack(outgoing))
    (path,) = neighbour.agency.post.queries.iterdir()
    content = path.read_bytes()
    assert b"Subject: [SW-183] batch 10015-20261120-0001 1/1\r\n" in content
    assert b"X-Batch-Rows: 4\r\n" in content
    assert outgoing.lines[0].subject.national_id.encode() not in content


def test_keys_change_with_overlap(neighbour, connector, outgoing, asked) -> None:
    path = neighbour.home / "connection.yaml"
    agreed = yaml.safe_load(path.read_text())
    (incoming,) = deliveries(neighbour, connector, outgoing)
    stranger = {"key": "agency/stranger.key.pem", "certificate": "agency/stranger.certificate.pem"}
    agreed["our_keys"].insert(0, stranger)
    agreed["their_certificates"].insert(0, stranger["certificate"])
    path.write_text(yaml.safe_dump(agreed))
    assert connector.read(incoming, asked).total == 4
    agreed["our_keys"].pop()
    path.write_text(yaml.safe_dump(agreed))
    with pytest.raises(BadDelivery, match="解不開"):
        connector.read(incoming, asked)


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        ("2026-11-20 10:00 +0800", 1),  # a Friday
        ("2026-11-20 16:30 +0800", 64.5),
        ("2026-11-19 20:00 +0800", 13),
        ("2026-11-19 06:00 +0800", 3),
    ],
)
def test_a_silent_agency_is_written_to_again_in_office_hours(connector, outgoing, now, hours) -> None:
    with time_machine.travel(now, tick=False):
        connector.send(REFERENCE, connector.pack(outgoing))
    assert connector.resend_after.total_seconds() == hours * 3600


def test_what_is_missing_in_the_connection_is_said(neighbour, connector, tmp_path) -> None:
    assert "connection.yaml" in Connector(tmp_path / "nowhere").check_config()[0]
    path = neighbour.home / "connection.yaml"
    agreed = yaml.safe_load(path.read_text())
    path.write_text(yaml.safe_dump(agreed | {"to": "a@b.invalid\nBcc: c@d.invalid"}))
    assert "寫法" in connector.check_config()[0]
    retired = {"their_certificates": ["retired.certificate.pem"], "server_ca": ["missing.pem"]}
    path.write_text(yaml.safe_dump(agreed | retired))
    assert [each[:4] for each in connector.check_config()] == ["寄信主機", "收信主機", "機關的憑"]
    path.write_text(yaml.safe_dump({"smtp": {}}))
    assert "缺少" in connector.check_config()[0]


def test_the_agency_is_a_process_and_what_it_took_outlives_it(tmp_path, nation, outgoing, asked) -> None:
    home = tmp_path / "border_crossing"
    home.mkdir()
    module = "welfare.connectors.border_crossing.agency"
    words = [sys.executable, "-m", module, "--home", str(home), "--nation", str(nation)]
    connector = Connector(home)
    with subprocess.Popen([*words, "--fail", "late"]) as process:
        try:
            assert _until(lambda: (home / "connection.yaml").is_file())
            package = connector.pack(outgoing)
            assert _until(lambda: _sent(connector, package))
            assert _until(lambda: list(connector.collect()))
        finally:
            process.kill()
    (home / "agency" / "mail" / "welfare" / "left-behind.lock").touch()
    with subprocess.Popen(words) as process:
        try:
            assert _until(lambda: _reached(connector) == 2)
            said = [connector.read(each, asked) for each in connector.collect()]
        finally:
            process.kill()
    assert {type(each) for each in said} == {Acknowledgement, Replies}


def _until(happens, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.1)
    return False


def _sent(connector: Connector, package: bytes) -> bool:
    try:
        return bool(connector.send(REFERENCE, package).transaction)
    except TransportError:
        return False


def _reached(connector: Connector) -> int:
    try:
        return len(list(connector.collect()))
    except TransportError:
        return 0
