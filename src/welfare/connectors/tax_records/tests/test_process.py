"""The demo relay as a process of its own, killed between its acknowledgement and its answer."""

import shutil
import subprocess
import sys
import time

from welfare.connectors.tax_records.connector import Connector
from welfare.connectors.tax_records.tests.conftest import REFERENCE
from welfare.connectors.tax_records.tests.talking import asked_of
from welfare.lookup.ports import TransportError


def _started(home, nation, latency: str) -> subprocess.Popen:
    module = "welfare.connectors.tax_records.agency"
    words = ["--home", str(home), "--nation", str(nation), "--latency", latency]
    return subprocess.Popen([sys.executable, "-m", module, *words])


def _until(happens, seconds: float = 60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := happens():
                return found
        except TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError("it never happened")


def test_a_relay_killed_after_its_acknowledgement_answers_when_it_is_back(
    agreed, tmp_path, nation, outgoing
) -> None:
    home = tmp_path / "tax_records"
    shutil.copytree(agreed, home)
    connector = Connector(home)
    package = connector.pack(outgoing)
    with _started(home, nation, latency="60000") as process:
        receipt = _until(lambda: connector.send(REFERENCE, package))
        process.kill()
    with _started(home, nation, latency="0") as process:
        try:
            (incoming,) = _until(lambda: list(connector.collect()))
            assert connector.send(REFERENCE, package) == receipt
            assert connector.read(incoming, asked_of(outgoing)).total == 6
        finally:
            process.kill()
