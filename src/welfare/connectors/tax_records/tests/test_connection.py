"""Who is who at the tax relay: the mediator's server, our client, the signatures, and how they change."""

import pytest
import yaml

from welfare.connectors.tax_records.connector import Connector
from welfare.connectors.tax_records.misbehavior import Fault
from welfare.connectors.tax_records.tests.conftest import REFERENCE
from welfare.connectors.tax_records.tests.talking import asked_of, deliveries, lying_in
from welfare.lookup.ports import TransportError


def test_a_server_of_another_authority_ends_the_connection_before_anything_is_said(
    agency, connector, outgoing
) -> None:
    package = connector.pack(outgoing)
    (agency.home / "authority.pem").write_bytes((agency.home / "ministry.pem").read_bytes())
    with pytest.raises(TransportError, match="冒充") as stranger:
        connector.send(REFERENCE, package)
    assert stranger.value.permanent
    assert lying_in(agency, "queries") == []


def test_a_client_the_mediator_does_not_know_is_turned_away_for_good(agency, connector, outgoing) -> None:
    for end in ("key", "pem"):
        (agency.home / f"client.{end}").write_bytes((agency.home / f"signing.{end}").read_bytes())
    with pytest.raises(TransportError, match="連線憑證") as refused:
        connector.send(REFERENCE, connector.pack(outgoing))
    assert refused.value.permanent


def test_a_signing_key_the_mediator_does_not_know_is_told(agency, connector, outgoing) -> None:
    for end in ("key", "pem"):
        stranger = (agency.home / "agency" / f"stranger.{end}").read_bytes()
        path = agency.home / "connection.yaml"
        (agency.home / f"other.{end}").write_bytes(stranger)
        said = yaml.safe_load(path.read_text())
        path.write_text(
            yaml.safe_dump(said | {"signing_certificate": "other.pem", "signing_key": "other.key"})
        )
    with pytest.raises(TransportError, match="E1001"):
        connector.send(REFERENCE, connector.pack(outgoing))


def test_a_certificate_may_change_with_overlap(agency, connector, outgoing) -> None:
    own, path = agency.home / "agency", agency.home / "connection.yaml"
    (agency.home / "ministry-next.pem").write_bytes((own / "stranger.pem").read_bytes())
    agreed = yaml.safe_load(path.read_text())
    agreed["certificates"]["TESTMOFFIA"].append("ministry-next.pem")
    path.write_text(yaml.safe_dump(agreed))
    assert connector.check_config() == ()
    (incoming,) = deliveries(agency, connector, outgoing, Fault.UNKNOWN_CERTIFICATE)
    assert connector.read(incoming, asked_of(outgoing)).total == 6


def test_what_is_missing_in_the_connection_is_said(agency, connector, tmp_path) -> None:
    assert "connection.yaml" in Connector(tmp_path / "nowhere").check_config()[0]
    path = agency.home / "connection.yaml"
    agreed = yaml.safe_load(path.read_text())
    path.write_text(yaml.safe_dump(agreed | {"url": "http://127.0.0.1:1/x", "signing_key": "none.key"}))
    (agency.home / "ministry.pem").write_text("?")
    url, certificate, key = connector.check_config()
    assert ("https" in url, "ministry.pem" in certificate, "none.key" in key) == (True, True, True)
