"""Passwords of the private cluster's roles: made once, in a file only we can read."""

import json
import os
import secrets
from pathlib import Path

from welfare.project.cluster.errors import ClusterError

USERS = {
    "superuser": "postgres",
    "owner": "welfare_owner",
    "app": "welfare_app",
    "auditor": "welfare_auditor",
}


def path(data_dir: Path) -> Path:
    return data_dir / "secrets" / "database.json"


def read(data_dir: Path) -> dict[str, str] | None:
    """Passwords by role name ("superuser", "owner", "app", "auditor"), or None before the first start."""
    try:
        passwords = json.loads(path(data_dir).read_text())
    except FileNotFoundError:
        return None
    except ValueError:
        passwords = {}
    if set(passwords) != set(USERS):
        raise ClusterError(
            f"{path(data_dir)} is damaged. Restore it from a backup, or run `make demo-reset`."
        )
    return dict(passwords)


def create(data_dir: Path) -> dict[str, str]:
    passwords = {role: secrets.token_urlsafe(24) for role in USERS}
    folder = path(data_dir).parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / ".database.json"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(passwords, file)
    draft.replace(path(data_dir))
    return passwords
