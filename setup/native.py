"""Programs that do not come as Python packages: Pango for letters, a browser for the journey tests.

As root they are installed with apt-get. Otherwise Debian's packages are unpacked, untouched, below the data
folder (libraries only; nothing of the system changes). Where neither works, one sentence names the packages.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from pathlib import Path

from say import DATA, Trouble, run, say

LETTER_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
BROWSER_PACKAGES = ["chromium", "fonts-noto-cjk"]
PRIVATE = DATA / "debian"
ROOT = PRIVATE / "root"


def ensure_letter_libraries() -> None:
    missing = [name for name in LETTER_LIBRARIES if not _loads(name)]
    if not missing or _loads_privately(missing):
        return
    packages = [LETTER_LIBRARIES[name] for name in missing]
    wanted = " ".join([*packages, "fontconfig"])
    if not shutil.which("apt-get"):
        raise Trouble(f"Letters need the library Pango. Install what your system calls: {wanted}.")
    try:
        if _may_install():
            _apt_install([*packages, "fontconfig"])
        else:
            _unpack_privately(packages)
    except Trouble as trouble:
        raise Trouble(
            f"{trouble}\nLetters need Pango: ask an administrator for apt-get install {wanted}."
        ) from None
    still = [name for name in missing if not _loads(name)]
    if still and not _loads_privately(still):
        raise Trouble(f"Letters need Pango: ask an administrator for apt-get install {wanted}.")


def ensure_test_programs() -> None:
    """Chromium and Chinese screen fonts for the journeys; OpenSSL to read our mail and write its own."""
    has_browser = any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    packages = [] if has_browser else BROWSER_PACKAGES
    if has_browser and not _screen_fonts_present():
        packages = ["fonts-noto-cjk"]
    if not shutil.which("openssl"):
        packages = [*packages, "openssl"]
    if not packages:
        return
    ask = f"The tests need other programs. Ask an administrator for: apt-get install {' '.join(packages)}"
    if not shutil.which("apt-get") or not _may_install():
        raise Trouble(ask)
    try:
        _apt_install(packages)
    except Trouble as trouble:
        raise Trouble(f"{trouble}\n{ask}") from None


def pip_wheel() -> Path:
    """pip's own wheel from Debian, for a Python that came without pip."""
    try:
        wheels = _pip_wheels()
        if not wheels and _may_install():
            _apt_install(["python3-pip-whl"])
            wheels = _pip_wheels()
        if not wheels:
            _unpack_privately(["python3-pip-whl"], with_dependencies=False)
            wheels = _pip_wheels()
        return wheels[-1]
    except (Trouble, IndexError):
        raise Trouble(
            "This Python has no pip. Ask an administrator for: apt-get install python3-venv"
        ) from None


def _pip_wheels() -> list[Path]:
    folders = [Path("/usr/share/python-wheels"), ROOT / "usr/share/python-wheels"]
    return sorted(wheel for folder in folders for wheel in folder.glob("pip-*.whl"))


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _loads_privately(names: list[str]) -> bool:
    """Load everything unpacked, as the product does at start-up (welfare.project.native), then look again."""
    pending = sorted(ROOT.glob("usr/lib/*/lib*.so.*"))
    while pending:
        left = [path for path in pending if not _loads(str(path))]
        if len(left) == len(pending):
            break
        pending = left
    return all(_loads(name) for name in names)


def _screen_fonts_present() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(run(["fc-list", ":lang=zh-tw", "family"]).strip())


def _sudo() -> list[str]:
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def _may_install() -> bool:
    if os.geteuid() == 0:
        return True
    if not shutil.which("sudo"):
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def _apt_install(packages: list[str]) -> None:
    say(f"Installing {' '.join(packages)} with apt-get …")
    command = [*_sudo(), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    install = [*command, "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    try:
        run(install)
    except Trouble:  # the package lists may be old or absent
        run([*command, "update", "--quiet"])
        run(install)


def _unpack_privately(packages: list[str], *, with_dependencies: bool = True) -> None:
    """Download Debian packages with apt state of our own and unpack them below the data folder."""
    say(f"Fetching {' '.join(packages)} from Debian into {PRIVATE.name}/ (nothing on the system changes) …")
    lists, archives = PRIVATE / "lists", PRIVATE / "archives"
    for folder in (lists / "partial", archives / "partial", ROOT):
        folder.mkdir(parents=True, exist_ok=True)
    options = [
        "-o", f"Dir::State::Lists={lists}", "-o", f"Dir::Cache={PRIVATE}",
        "-o", f"Dir::Cache::Archives={archives}", "-o", "APT::Sandbox::User=", "-o", "Debug::NoLocking=1",
    ]  # fmt: skip
    run(["apt-get", *options, "update", "--quiet"])
    wanted = set(packages) | (_dependencies(packages, options) if with_dependencies else set())
    run(["apt-get", *options, "download", "--quiet", *sorted(wanted)], cwd=archives)
    for archive in sorted(archives.glob("*.deb")):
        run(["dpkg", "-x", str(archive), str(ROOT)])


def _dependencies(packages: list[str], options: list[str]) -> set[str]:
    """Every package the libraries lean on, except those the C library itself belongs to."""
    listing = run([
        "apt-cache", *options, "depends", "--recurse", "--no-recommends", "--no-suggests", "--no-conflicts",
        "--no-breaks", "--no-replaces", "--no-enhances", "--no-pre-depends", *packages,
    ])  # fmt: skip
    found = {
        line.strip() for line in listing.splitlines() if line and not line[0].isspace() and "<" not in line
    }
    return {
        name for name in found if not _installed(name) and not name.startswith(("libc6", "libgcc", "gcc-"))
    }


def _installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f=${Status}", package]
    return "install ok installed" in subprocess.run(query, capture_output=True, text=True, check=False).stdout
