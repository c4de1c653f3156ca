"""Labour insurance over real SFTP on loopback: what comes back, and every way in which it can go wrong."""

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from welfare.connectors.labor_insurance.connector import Connector
from welfare.connectors.labor_insurance.fake import DemoLaborInsuranceRegistry
from welfare.connectors.labor_insurance.misbehavior import Fault
from welfare.connectors.labor_insurance.tests.conftest import REFERENCE
from welfare.lookup.ports import (
    BadDelivery,
    BatchConnector,
    Incoming,
    NotYetComplete,
    Outcome,
    Outgoing,
    Replies,
    TransportError,
)


def _asked(reference: str) -> Outgoing:
    raise LookupError(reference)


def _deliveries(neighbour, connector, outgoing, fault=Fault.NONE) -> list[Incoming]:
    connector.send(REFERENCE, connector.pack(outgoing))
    neighbour.agency.fault = fault
    neighbour.agency.answer_all()
    return list(connector.collect())


def _in(neighbour, folder: str) -> list[str]:
    return sorted(path.name for path in (neighbour.agency.root / folder).iterdir())


@pytest.mark.parametrize("neighbour", ["openpgp", "seven_zip", "aes_zip"], indirect=True)
def test_a_parcel_goes_and_comes_back_with_what_the_register_says(
    neighbour, connector, outgoing, nation, purpose
) -> None:
    speaks: BatchConnector = connector
    assert speaks.check_config() == ()
    (incoming,) = _deliveries(neighbour, connector, outgoing)
    replies = connector.read(incoming, _asked)
    assert isinstance(replies, Replies)
    assert (replies.reference, replies.total, replies.part, replies.parts) == (REFERENCE, 4, 1, 1)
    direct = DemoLaborInsuranceRegistry(nation)
    for line, reply in zip(outgoing.lines, replies.lines, strict=True):
        expected = direct.record(line.subject, purpose)
        found = reply.answers["record"]
        assert (reply.seq, reply.national_id) == (line.seq, line.subject.national_id)
        assert (found.outcome, found.value) == (expected.outcome, expected.value)
        assert (found.source.code, found.source.as_of) == (expected.source.code, expected.source.as_of)
    outcomes = [reply.answers["record"].outcome for reply in replies.lines]
    assert outcomes == [Outcome.FOUND, Outcome.NO_RECORD, Outcome.ID_MISMATCH, Outcome.NO_RECORD]
    for _ in range(2):
        connector.done(incoming, quarantined=False)
    assert list(connector.collect()) == []
    assert len(_in(neighbour, "accepted")) == 2
    assert not list((neighbour.home / "opened").iterdir())


def test_everybody_of_the_nation_comes_back_in_parts(neighbour, connector, outgoing, nation, purpose) -> None:
    from dataclasses import replace

    from welfare.connectors.demo_nation.register import opened
    from welfare.lookup.ports import Line, Subject

    people = [record["id"] for record in opened(nation)]
    lines = tuple(Line(seq, Subject(each), "SLA-115-000001") for seq, each in enumerate(people, start=1))
    neighbour.agency.part_persons = 900
    answered = 0
    direct = DemoLaborInsuranceRegistry(nation)
    for incoming in _deliveries(neighbour, connector, replace(outgoing, lines=lines)):
        for reply in connector.read(incoming, _asked).lines:
            expected = direct.record(Subject(reply.national_id), purpose)
            assert reply.answers["record"].value == expected.value
            assert people[reply.seq - 1] == reply.national_id
            answered += 1
    assert answered == len(people)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault.HALF_FILE, "一半"),
        (Fault.WRONG_TOTALS, "控制總數"),
        (Fault.WRONG_ENCODING, "編碼"),
        (Fault.BOMB, "炸彈"),
        (Fault.NESTED, "壓縮檔"),
        (Fault.WRONG_KEY, "金鑰"),
    ],
)
def test_a_bad_delivery_says_what_is_wrong_and_is_moved_aside(
    neighbour, connector, outgoing, fault, said
) -> None:
    (incoming,) = _deliveries(neighbour, connector, outgoing, fault)
    with pytest.raises(BadDelivery, match=said) as bad:
        connector.read(incoming, _asked)
    assert bad.value.reference == REFERENCE
    assert not any(line.subject.national_id in bad.value.sentence for line in outgoing.lines)
    connector.done(incoming, quarantined=True)
    assert (_in(neighbour, "answers"), len(_in(neighbour, "refused"))) == ([], 2)


@pytest.mark.parametrize("neighbour", ["openpgp"], indirect=True)
def test_an_answer_signed_by_a_stranger_is_refused(neighbour, connector, outgoing) -> None:
    (incoming,) = _deliveries(neighbour, connector, outgoing, Fault.WRONG_KEY)
    with pytest.raises(BadDelivery, match="簽章"):
        connector.read(incoming, _asked)


def test_names_that_lead_elsewhere_are_told_and_never_followed(neighbour, connector, outgoing) -> None:
    trick, package = _deliveries(neighbour, connector, outgoing, Fault.PATH_TRICK)
    assert trick.name.startswith("unexpected-")
    for incoming in (trick, package):
        with pytest.raises(BadDelivery, match="檔名"):
            connector.read(incoming, _asked)
        connector.done(incoming, quarantined=True)
    assert not list(neighbour.home.parent.glob("*outside*"))


def test_a_file_nobody_agreed_on_is_moved_aside_under_a_name_of_ours(neighbour, connector) -> None:
    (neighbour.agency.root / "answers" / "王小明.xls").write_bytes(b"?")
    (incoming,) = connector.collect()
    assert "王" not in incoming.name
    connector.done(incoming, quarantined=True)
    assert _in(neighbour, "refused") == [incoming.name]


def test_without_its_marker_a_file_waits(neighbour, connector, outgoing) -> None:
    (incoming,) = _deliveries(neighbour, connector, outgoing, Fault.NO_MARKER)
    with pytest.raises(NotYetComplete):
        connector.read(incoming, _asked)
    (neighbour.agency.root / "answers" / "LR_10015_20261120_0002_01.zip.part").write_bytes(b"half")
    assert len(list(connector.collect())) == 1


def test_the_same_answer_may_come_twice(neighbour, connector, outgoing) -> None:
    once, again = _deliveries(neighbour, connector, outgoing, Fault.DUPLICATE)
    first, second = (connector.read(each, _asked) for each in (once, again))
    assert first.reference == second.reference
    said = [[(reply.seq, reply.answers["record"].value) for reply in each.lines] for each in (first, second)]
    assert said[0] == said[1]


def test_an_answer_to_a_batch_never_sent_names_that_batch(neighbour, connector, outgoing) -> None:
    (incoming,) = _deliveries(neighbour, connector, outgoing, Fault.UNASKED)
    assert connector.read(incoming, _asked).reference == "labor_insurance-10015-20261120-7001"


def test_another_host_key_ends_the_connection_before_anything_is_said(neighbour, connector, outgoing) -> None:
    package = connector.pack(outgoing)
    neighbour.stop()
    neighbour.agency.fault = Fault.CHANGED_HOST_KEY
    neighbour.start()
    for step in (lambda: connector.send(REFERENCE, package), lambda: list(connector.collect())):
        with pytest.raises(TransportError, match="冒充") as changed:
            step()
        assert changed.value.permanent
    assert _in(neighbour, "queries") == []


def test_an_agency_that_is_down_is_asked_again_later(neighbour, connector, outgoing) -> None:
    package = connector.pack(outgoing)
    neighbour.stop()
    with pytest.raises(TransportError, match="再試") as silence:
        connector.send(REFERENCE, package)
    assert not silence.value.permanent


def test_a_client_the_agency_does_not_know_is_turned_away_for_good(neighbour, connector, outgoing) -> None:
    strange = (neighbour.home / "agency" / "host_key").read_bytes()
    (neighbour.home / "client_key").write_bytes(strange)
    with pytest.raises(TransportError, match="不接受") as refused:
        list(connector.collect())
    assert refused.value.permanent


def test_a_password_opens_where_the_agency_knows_no_keys(neighbour, connector) -> None:
    path = neighbour.home / "connection.yaml"
    agreed = yaml.safe_load(path.read_text()) | {"client_key": None, "password_file": "sftp.password"}
    path.write_text(yaml.safe_dump(agreed))
    assert (connector.check_config(), list(connector.collect())) == ((), [])


def test_a_host_key_may_change_with_overlap(neighbour, connector) -> None:
    path = neighbour.home / "connection.yaml"
    agreed = yaml.safe_load(path.read_text())
    former = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
    path.write_text(yaml.safe_dump(agreed | {"host_keys": [former, *agreed["host_keys"]]}))
    assert list(connector.collect()) == []


def test_a_marker_of_an_earlier_try_does_not_speak_for_a_new_package(neighbour, connector, outgoing) -> None:
    package = connector.pack(outgoing)
    connector.send(REFERENCE, package)
    (marker,) = (neighbour.agency.root / "queries").glob("*.ok")
    marker.write_bytes(marker.read_bytes().replace(b"sha256 ", b"sha256 f")[:-9])
    assert neighbour.agency.answer_all() == 0
    connector.send(REFERENCE, package)
    assert neighbour.agency.answer_all() == 1


def test_a_resend_is_the_same_file_and_answered_once(neighbour, connector, outgoing) -> None:
    package = connector.pack(outgoing)
    assert connector.pack(outgoing) == package
    receipts = {connector.send(REFERENCE, package) for _ in range(2)}
    assert len(receipts) == 1
    assert neighbour.agency.answer_all() == 1


def test_what_is_missing_in_the_connection_is_said(neighbour, connector, tmp_path) -> None:
    assert "connection.yaml" in Connector(tmp_path / "nowhere").check_config()[0]
    path = neighbour.home / "connection.yaml"
    agreed = yaml.safe_load(path.read_text())
    path.write_text(yaml.safe_dump(agreed | {"host_keys": ["ssh-ed25519 ?"], "envelope": "rot13"}))
    (neighbour.home / "client_key").unlink()
    key, way_in, kind = connector.check_config()
    assert ("主機金鑰" in key, "client_key" in way_in, "加密方式" in kind) == (True, True, True)


def test_the_agency_is_a_process_of_its_own(tmp_path, nation, outgoing) -> None:
    home = tmp_path / "labor_insurance"
    module = "welfare.connectors.labor_insurance.agency"
    words = [
        sys.executable,
        "-m",
        module,
        "--home",
        str(home),
        "--nation",
        str(nation),
        "--envelope",
        "aes_zip",
    ]
    with subprocess.Popen(words) as process:
        try:
            connector, found = Connector(home), _until(lambda: (home / "connection.yaml").is_file())
            package = connector.pack(outgoing)
            found = found and _until(lambda: _sent(connector, package))
            assert found
            assert _until(lambda: list(connector.collect()))
            (incoming,) = connector.collect()
            assert connector.read(incoming, _asked).total == len(outgoing.lines)
        finally:
            process.kill()


def _until(happens, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.1)
    return False


def _sent(connector: Connector, package: bytes) -> bool:
    try:
        return connector.send(REFERENCE, package).acknowledged
    except TransportError:
        return False


def test_what_travels_is_sealed(neighbour, connector, outgoing) -> None:
    connector.send(REFERENCE, connector.pack(outgoing))
    package = next((neighbour.agency.root / "queries").glob("*.zip"))
    content = package.read_bytes()
    assert outgoing.lines[0].subject.national_id.encode() not in content
    marker = Path(f"{package}.ok").read_text()
    assert marker == f"sha256 {hashlib.sha256(content).hexdigest()}\nbytes {len(content)}\nrows 4\n"
