"""Under which operating-system user the server runs.

PostgreSQL refuses to run as root. As an ordinary user we simply run it. As root we put it in a user namespace
where it *is* nobody while its files stay root's own: no user is created and no folder is opened to anybody.
Where namespaces are forbidden (many containers) it runs as the real nobody, which cannot reach into root's
folders, so its files then live in a folder of their own below /var/lib that only nobody can open.
"""

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from welfare.project.cluster.errors import ClusterError

NOBODY = 65534
FOREIGN_ROOT = Path("/var/lib/warm-current")
UNSHARE = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
SETPRIV = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


@dataclass(frozen=True)
class Identity:
    """How to run a server program: `prefix` goes before its command; `home` is where its files live."""

    prefix: tuple[str, ...]
    home: Path
    foreign: bool = False

    def own(self, *paths: Path) -> None:
        """Hand files over to the server's user where that is not ourselves."""
        if self.foreign:
            for path in paths:
                os.chown(path, NOBODY, NOBODY)

    def reachable(self, program: Path) -> bool:
        probe = subprocess.run([*self.prefix, "test", "-x", str(program)], capture_output=True, check=False)
        return probe.returncode == 0


def choose(home: Path) -> Identity:
    """The identity for a cluster whose files we would like in `home`. Creates the home folder, mode 0700."""
    if os.geteuid() != 0:
        identity = Identity((), home)
    elif _works(UNSHARE):
        identity = Identity(tuple(UNSHARE), home)
    elif _works(SETPRIV):
        mark = hashlib.sha256(str(home).encode()).hexdigest()[:12]
        identity = Identity(tuple(SETPRIV), FOREIGN_ROOT / mark, foreign=True)
        FOREIGN_ROOT.mkdir(mode=0o711, parents=True, exist_ok=True)
    else:
        raise ClusterError(
            "PostgreSQL does not run as root, and neither unshare nor setpriv works here."
            " Start 暖流 as an ordinary user, or set WELFARE_DATABASE_URL."
        )
    identity.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    identity.own(identity.home)
    return identity


def _works(prefix: list[str]) -> bool:
    if not shutil.which(prefix[0]):
        return False
    return subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
