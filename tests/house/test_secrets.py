"""Secrets come from files that only we can read."""

import json
import stat
from pathlib import Path

import pytest

from welfare.project import secrets


def test_the_first_start_makes_secrets_and_every_later_one_finds_the_same(tmp_path: Path) -> None:
    key = secrets.django_secret_key(tmp_path, production=False)
    ring = secrets.key_ring(tmp_path, production=False)
    assert secrets.django_secret_key(tmp_path, production=False) == key
    assert secrets.key_ring(tmp_path, production=False) == ring
    files = list((tmp_path / "secrets").iterdir())
    assert len(files) == 2
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)


@pytest.mark.proves("P10-70")
def test_a_key_file_that_others_can_read_is_refused_with_the_remedy(tmp_path: Path) -> None:
    secrets.key_ring(tmp_path, production=False)
    path = tmp_path / "secrets" / "keys.json"
    path.chmod(0o640)
    with pytest.raises(secrets.SecretsError, match=f"chmod 600 {path}"):
        secrets.key_ring(tmp_path, production=False)


@pytest.mark.proves("P10-58")
def test_production_does_not_start_on_secrets_it_made_up_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WELFARE_SECRET_FILE", raising=False)
    monkeypatch.delenv("WELFARE_KEY_FILE", raising=False)
    with pytest.raises(secrets.SecretsError, match="WELFARE_SECRET_FILE"):
        secrets.django_secret_key(tmp_path, production=True)
    with pytest.raises(secrets.SecretsError, match="WELFARE_KEY_FILE"):
        secrets.key_ring(tmp_path, production=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.proves("P10-69")
def test_a_new_key_joins_the_ring_and_the_old_ones_stay_readable(tmp_path: Path) -> None:
    ring = secrets.key_ring(tmp_path, production=False)
    path = tmp_path / "secrets" / "keys.json"
    path.write_text(secrets.new_key_ring(ring))
    rotated = secrets.key_ring(tmp_path, production=False)
    assert rotated.active != ring.active
    assert ring.keys.items() <= rotated.keys.items()


@pytest.mark.parametrize(
    "text", ["", "{}", '{"active": "a", "keys": {}}', '{"active": "a", "keys": {"a": "AA=="}}']
)
def test_a_damaged_key_file_is_named_and_never_replaced(tmp_path: Path, text: str) -> None:
    secrets.key_ring(tmp_path, production=False)
    path = tmp_path / "secrets" / "keys.json"
    path.write_text(text)
    with pytest.raises(secrets.SecretsError, match=r"keys\.json"):
        secrets.key_ring(tmp_path, production=False)
    assert path.read_text() == text


def test_a_key_ring_shows_no_key_when_printed(tmp_path: Path) -> None:
    ring = secrets.key_ring(tmp_path, production=False)
    stored = json.loads((tmp_path / "secrets" / "keys.json").read_text())
    assert "keys" not in repr(ring)
    assert not any(key in repr(ring) for key in stored["keys"].values())
