"""`make demo`: a database, the demo county in it, every process running, and one address to open."""

import importlib
import importlib.util
import os
import shutil
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from welfare.project import boot, cluster, places
from welfare.project.agencies import roster
from welfare.project.cluster import identity, locks
from welfare.project.processes import Family, Program

START_SECONDS = 60
# What a reset leaves alone: fetched, not made; made again only by the network.
KEPT = {"fonts", "debian", "node", "build", "test-cluster", "cluster.lock", "cluster.users"}


def run() -> int:
    """Start everything and stay until Ctrl-C. Returns 1, after one sentence, when something is in the way."""
    try:
        port = places.port()
    except ValueError as error:
        return _say(str(error))
    if _taken(port):
        return _say(
            f"Port {port} is used by another program. Choose another one: make demo WELFARE_PORT={port + 80}"
        )
    family = Family(places.data_dir() / "logs")
    family.listen_for_the_end()
    load()
    address = f"http://127.0.0.1:{port}/"
    programs = _programs()
    if any(program.name == "agencies" for program in programs):  # from now on registers are other processes
        homes = os.environ.setdefault("WELFARE_AGENCIES_DIR", str(places.data_dir() / "agencies"))
        for source in roster.sources():
            (Path(homes) / source).mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        for program in programs:
            family.start(program)
        trouble = _wait_for(f"{address}healthz", family)
        if trouble is None and not family.asked_to_stop:
            print(_welcome(address), flush=True)
            trouble = family.watch()
    finally:
        family.stop()
    if trouble:
        return _say(f"{trouble} Everything else was stopped.")
    return 0


def load() -> int:
    """Tables up to date, and the demo county in them if it is not there yet."""
    os.environ["WELFARE_DEMO"] = "1"
    (places.data_dir() / "static").mkdir(parents=True, exist_ok=True)
    boot.django()
    _migrate()
    loader = _optional("welfare.project.demo.load", "load_demo")
    is_loaded = _optional("welfare.project.demo.load", "is_loaded")
    if loader and not (is_loaded and is_loaded()):
        print("Loading the demo county …", file=sys.stderr, flush=True)
        loader()
    from django.db import connections

    connections.close_all()
    return 0


def reset() -> int:
    """Delete the private cluster and everything stored beside it; the fonts stay."""
    if os.environ.get("WELFARE_DATABASE_URL"):
        return _say("WELFARE_DATABASE_URL names a database that is not ours to throw away. Unset it first.")
    data_dir = places.data_dir()
    with locks.changing(data_dir):
        if not locks.Users(data_dir).leave():
            return _say("The demo is still running. End it first (Ctrl-C where it runs), then reset.")
    cluster.stop(data_dir)
    home = identity.choose(data_dir / "cluster").home
    shutil.rmtree(home, ignore_errors=True)
    for entry in data_dir.iterdir():
        if entry.is_dir() and entry.name not in KEPT:
            shutil.rmtree(entry)
        elif entry.name not in KEPT:
            entry.unlink()
    print("The demo's data are gone. `make demo` starts afresh.")
    return 0


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", file=sys.stderr, flush=True)
        call_command("migrate", database="owner", interactive=False, verbosity=0)


def _programs() -> list[Program]:
    """The processes whose commands exist."""
    wished = [Program("web", ["serve"]), Program("worker", ["worker"]), Program("agencies", ["agencies"])]
    return [p for p in wished if importlib.util.find_spec(f"welfare.project.commands.{p.command[0]}")]


def _wait_for(url: str, family: Family) -> str | None:
    """Until the web interface answers. Returns a sentence when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not family.asked_to_stop:
        sentence = family.ended()
        if sentence:
            return sentence
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address
                return None
        except urllib.error.HTTPError:
            return None  # it answers; that is all we ask here
        except OSError:
            time.sleep(0.1)
    return (
        None if family.asked_to_stop else f"The web interface did not answer within {START_SECONDS} seconds."
    )


def _welcome(address: str) -> str:
    sign_ins = _optional("welfare.project.demo", "SIGN_INS") or []
    width = max((len(entry.username) for entry in sign_ins), default=0)
    lines = [f"  {entry.username:<{width}}  {entry.label} ({entry.role})" for entry in sign_ins]
    passwords = {entry.password for entry in sign_ins}
    if len(passwords) == 1:
        lines = [f"  Sign in as one of these; the password is {passwords.pop()}", "", *lines]
    return "\n".join(["", f"  暖流 is ready: {address}", "", *lines, "", "  Ctrl-C ends everything.", ""])


def _optional(module: str, name: str) -> Any:
    """An attribute of a part that may not be installed here; None only when the module is absent."""
    try:
        found = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        found = None
    return getattr(importlib.import_module(module), name, None) if found else None


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
        return False


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
