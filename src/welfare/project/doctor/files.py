"""Disk, secrets and fonts."""

import os
import shutil
from collections.abc import Iterator

from welfare.project import places, secrets
from welfare.project.doctor.finding import Finding, well

WARN_BELOW, WRONG_BELOW = 5 * 1024**3, 500 * 1024**2


def examine_disk() -> Iterator[Finding]:
    folder = places.data_dir()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    says = f"{free / 1024**3:.1f} GB free at {folder}"
    advice = "Free some space, or move the data folder (WELFARE_DATA_DIR)."
    if free < WRONG_BELOW:
        yield Finding("disk", "wrong", says, advice)
    elif free < WARN_BELOW:
        yield Finding("disk", "warning", says, advice)
    else:
        yield well("disk", says)


def examine_secrets() -> Iterator[Finding]:
    production = os.environ.get("WELFARE_ENVIRONMENT") == "production"
    data_dir = places.data_dir()
    if not production and not (data_dir / "secrets").exists():
        yield Finding("keys", "warning", "No secrets yet.", "They are made at the first start: make demo.")
        return
    try:
        secrets.django_secret_key(data_dir, production=production)
        ring = secrets.key_ring(data_dir, production=production)
    except secrets.SecretsError as error:
        yield Finding(
            "keys", "wrong", str(error), "Put the file right as the sentence says, then start again."
        )
        return
    yield well("keys", f"{len(ring.keys)} in the ring, {ring.active} active, readable by us alone")


def examine_fonts() -> Iterator[Finding]:
    faces = [name for name in ("Regular", "Bold") if (places.font_dir() / f"NotoSansTC-{name}.ttf").is_file()]
    if len(faces) < 2:
        yield Finding(
            "fonts", "wrong", "Noto Sans TC is missing: letters cannot be printed.", "Run: make setup"
        )
    else:
        yield well("fonts", "Noto Sans TC, regular and bold")
