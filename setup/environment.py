"""The Python environment in .venv: filled from a hashed lock file, with this project installed in it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import native
from say import CHECKOUT, Trouble, fingerprint, is_current, remember, run, say

VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STAMPS = VENV / ".stamps"
UV_LOCK = CHECKOUT / "setup" / "uv.lock"


def prepare(lock_name: str) -> None:
    """Bring .venv to exactly what `lock_name` says; quick when it is already there."""
    lock = CHECKOUT / lock_name
    mark = _mark(lock)
    stamp = STAMPS / lock.stem
    if is_current(stamp, mark) and (VENV / "bin" / "welfare").exists():
        return
    _create()
    _bootstrap_uv()
    say(f"Installing the packages of {lock_name} into .venv …")
    _install("--require-hashes", "-r", str(lock))
    _install("--no-deps", "--no-build-isolation", "-e", str(CHECKOUT))
    remember(stamp, mark)
    if lock_name == "requirements-dev.lock":  # it contains every line of the other
        runtime = CHECKOUT / "requirements.lock"
        remember(STAMPS / runtime.stem, _mark(runtime))


def _mark(lock: Path) -> str:
    return fingerprint(lock, CHECKOUT / "pyproject.toml", UV_LOCK, sys.version, str(CHECKOUT))


def _create() -> None:
    if PYTHON.exists():
        try:
            version = run([str(PYTHON), "-c", "import sys; print(*sys.version_info[:2], sep='.')"]).strip()
        except Trouble:
            version = "broken"
        if version == f"{sys.version_info.major}.{sys.version_info.minor}":
            return
        say(f"Replacing .venv (it was made for Python {version}).")
        shutil.rmtree(VENV)
    say(f"Creating .venv with Python {sys.version_info.major}.{sys.version_info.minor} …")
    without_pip = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    run([sys.executable, "-m", "venv", *without_pip, str(VENV)])


def _bootstrap_uv() -> None:
    """uv itself, with a pinned hash, by whichever pip this machine has."""
    wanted = UV_LOCK.read_text().split("\n", 1)[0].split("==")[1].strip(" \\")
    if UV.exists() and run([str(UV), "--version"]).split()[1] == wanted:
        return
    arguments = ["install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(UV_LOCK)]
    run([*_pip(), *arguments])


def _pip() -> list[str]:
    """Debian may lack ensurepip: fall back on the system's pip, then on its wheel, unpacked privately."""
    if (VENV / "bin" / "pip").exists():
        return [str(PYTHON), "-m", "pip"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    wheel = native.pip_wheel()
    return [str(PYTHON), f"{wheel}/pip"]


def _install(*arguments: str) -> None:
    """With bytecode: where Python may not write it later, every start would compile the packages anew."""
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV), "UV_NO_PROGRESS": "1", **_index()}
    try:
        run(
            [str(UV), "pip", "install", "--quiet", "--compile-bytecode", *arguments],
            env=environment,
            cwd=CHECKOUT,
        )
    except Trouble as first:
        # The machine may reach packages only through settings that pip knows and uv does not.
        if not (VENV / "bin" / "pip").exists():
            raise
        say("uv could not install; trying pip with the machine's own settings …")
        try:
            run([str(PYTHON), "-m", "pip", "install", "--quiet", *arguments], cwd=CHECKOUT)
        except Trouble as second:
            raise Trouble(f"{first}\nand then:\n{second}") from second


def _index() -> dict[str, str]:
    """The package index and certificate the machine configured for pip, in uv's words."""
    found: dict[str, str] = {}
    for key, pip_variable, uv_variable in (
        ("global.index-url", "PIP_INDEX_URL", "UV_DEFAULT_INDEX"),
        ("global.cert", "PIP_CERT", "SSL_CERT_FILE"),
    ):
        if uv_variable in os.environ:
            continue
        value = os.environ.get(pip_variable) or _pip_setting(key)
        if value:
            found[uv_variable] = value
    return found


def _pip_setting(key: str) -> str:
    try:
        return run([*_pip(), "config", "get", key]).strip().splitlines()[-1]
    except (Trouble, IndexError):
        return ""


def install_into(folder: Path, lock: Path) -> None:
    """Unpack the packages of a hashed lock file into a folder of their own, outside .venv."""
    _install("--target", str(folder), "--require-hashes", "-r", str(lock))


def apart(lock: Path, folder: Path) -> None:
    """An environment of its own in `folder`, outside .venv, with exactly what the lock file says."""
    lock, folder = lock.absolute(), folder.absolute()
    mark = fingerprint(lock, UV_LOCK, sys.version, str(folder))
    if is_current(folder / ".stamp", mark):
        return
    say(f"Making an environment with the packages of {lock.parent.name}/{lock.name} …")
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "venv", "--without-pip", str(folder)])
    _install("--python", str(folder / "bin" / "python"), "--require-hashes", "-r", str(lock))
    remember(folder / ".stamp", mark)
