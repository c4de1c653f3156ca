"""The doctor looks at what is agreed with each register, and rings up nobody."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from welfare.connectors.transport.certificates import make_certificate
from welfare.connectors.transport.sealed_files import first_start
from welfare.project.doctor.connectors import examine_connectors

ONE = "labor_insurance"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WELFARE_AGENCIES_DIR", str(tmp_path))
    made = tmp_path / ONE
    made.mkdir()
    first_start.prepare(made, ONE, envelope="aes_zip")
    return made


def seen() -> list[tuple[str, str]]:
    return [(finding.level, finding.says) for finding in examine_connectors() if ONE in finding.says]


def agree(home: Path, **changes: object) -> None:
    said = yaml.safe_load((home / "connection.yaml").read_text("utf-8")) | changes
    (home / "connection.yaml").write_text(yaml.safe_dump(said), "utf-8")


def test_a_register_as_agreed_is_well(home: Path) -> None:
    assert [level for level, _ in seen()] == ["well"]


def test_a_server_without_a_pinned_key_is_wrong_and_says_so(home: Path) -> None:
    agree(home, host_keys=[])
    ((level, says),) = seen()
    assert (level, "host_keys" in says) == ("wrong", True)


def test_a_certificate_that_ends_soon_is_told_in_time(home: Path) -> None:
    _key, certificate = make_certificate("old", lasts=timedelta(days=20))
    (home / "old.certificate.pem").write_bytes(certificate)
    (home / "unused.pem").write_bytes(certificate)
    agree(home, also=["old.certificate.pem"])
    warned = [says for level, says in seen() if level == "warning"]
    assert len(warned) == 1 and "old.certificate.pem ends on" in warned[0]


def test_a_folder_without_an_agreement_says_what_belongs_there(home: Path) -> None:
    (home / "connection.yaml").unlink()
    assert seen() == [("warning", f"{ONE}: no connection.yaml.")]
