"""The registers reached over the wire: what is agreed on, whose server it is, until when keys hold."""

import importlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from welfare.foundation import clock
from welfare.project import places
from welfare.project.agencies import roster
from welfare.project.agencies.doors import FILE
from welfare.project.doctor.finding import Finding, well

SUBJECT = "registers"
SOON = timedelta(days=45)
_HOW = "How keys change without a gap: docs/how-to/change-a-key.md"


def examine_connectors() -> Iterator[Finding]:
    """Reads files only: nobody is rung up."""
    production = os.environ.get("WELFARE_ENVIRONMENT") == "production"
    folder = os.environ.get("WELFARE_AGENCIES_DIR")
    homes = Path(folder) if folder else places.data_dir() / "agencies"
    if production and not folder:
        advice = "Name the folder that holds one folder per register."
        yield Finding(SUBJECT, "wrong", "WELFARE_AGENCIES_DIR is not set: no register can be asked.", advice)
        return
    for source in roster.sources():
        home = homes / source
        if (home / FILE).is_file():
            yield from _examine(source, home)
        elif production or home.is_dir():
            advice = "Put connection.yaml and the keys there, as the register agreed with you."
            yield Finding(SUBJECT, "wrong" if production else "warning", f"{source}: no {FILE}.", advice)


def _examine(source: str, home: Path) -> Iterator[Finding]:
    found = [
        Finding(SUBJECT, "wrong", f"{source}: {fault}", "Put it right as the sentence says.")
        for fault in _faults(source, home)
    ]
    agreed = (home / FILE).read_text("utf-8")
    named = [path for path in sorted(home.iterdir()) if path.is_file() and path.name in agreed]
    found += [finding for path in named if (finding := _lifetime(source, path))]
    yield from found
    if not any(finding.level == "wrong" for finding in found):
        yield well(SUBJECT, f"{source}: agreed, its server is known by key or certificate")


def _faults(source: str, home: Path) -> tuple[str, ...]:
    connector = importlib.import_module(f"welfare.connectors.{source}.connector").Connector(home)
    faults: tuple[str, ...] = connector.check_config()
    return faults


def _lifetime(source: str, path: Path) -> Finding | None:
    """A key or certificate that ends soon, or has ended beside others that may still be good."""
    until = _ends(path)
    if until is None or until - clock.now() > SOON:
        return None
    return Finding(SUBJECT, "warning", f"{source}: {path.name} ends on {until:%Y-%m-%d}.", _HOW)


def _ends(path: Path) -> datetime | None:
    """When the certificate or OpenPGP key in this file ends; None for one without an end, and for others."""
    if path.suffix in {".pem", ".crt", ".cer"}:
        from cryptography import x509

        try:
            return x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc
        except ValueError:
            return None
    if path.suffix == ".pgp":
        import pysequoia

        try:
            until = pysequoia.Cert.from_bytes(path.read_bytes()).expiration
        except (AttributeError, RuntimeError, ValueError, TypeError):
            return None
        return until if until is None or until.tzinfo else until.replace(tzinfo=UTC)
    return None
