"""Secrets come from files and stay there."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from welfare.project import places

ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("WELFARE_")}


def start(**extra):
    """Load the settings in a process of their own, as production would."""
    code = "from django.conf import settings; settings.SECRET_KEY"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**ENVIRONMENT, "DJANGO_SETTINGS_MODULE": "welfare.project.settings", **extra},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.proves("P10-60")
@pytest.mark.proves("ASVS-13.3.1")
def test_production_does_not_start_without_its_secret_files():
    refused = start(WELFARE_ENVIRONMENT="production")
    assert refused.returncode != 0 and "WELFARE_SECRET_FILE" in refused.stderr


@pytest.mark.proves("P10-65")
def test_demo_mode_and_production_exclude_each_other():
    refused = start(WELFARE_ENVIRONMENT="production", WELFARE_DEMO="1")
    assert refused.returncode != 0 and "demo mode and production exclude each other" in refused.stderr


@pytest.mark.proves("ASVS-13.3.1")
def test_no_secret_stands_in_the_settings_or_the_sources():
    assert "change-me" not in settings.SECRET_KEY and len(settings.SECRET_KEY) >= 50
    own = {settings.SECRET_KEY, *(key.hex() for key in settings.KEY_RING.keys.values())}
    pattern = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
    for path in (places.checkout() / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not any(secret in text for secret in own) and not pattern.search(text), path


@pytest.mark.proves("P10-60")
def test_the_secret_files_are_readable_by_their_owner_alone():
    files = [path for path in (settings.DATA_DIR / "secrets").iterdir() if path.is_file()]
    assert files and all(path.stat().st_mode & 0o077 == 0 for path in files)
