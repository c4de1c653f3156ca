"""The one error of this package, and the sentences for what a PostgreSQL log says."""

from pathlib import Path

from welfare.project.trouble import Trouble

START_AFRESH = "`make demo-reset` starts afresh (all demo data are lost)"


class ClusterError(Trouble):
    """The private database cannot be used."""


def explain(log: str, data_dir: Path) -> str:
    """Turn the last lines of a failed start into one sentence that says what to do."""
    causes = {
        "No space left on device": f"The disk of {data_dir} is full. Free some space and start again.",
        "Address already in use": "Another program took the private database's port. Start again.",
        "could not create any Unix-domain sockets": (
            f"The path {data_dir} is too long for a socket. Set WELFARE_DATA_DIR to a shorter one."
        ),
        "Permission denied": f"The database may not write in {data_dir}. Give that folder back to yourself.",
        "database files are incompatible": (
            f"The database in {data_dir} was written by another PostgreSQL version."
            f" Use that version (WELFARE_PG_BINDIR), or {START_AFRESH}."
        ),
        "could not map anonymous shared memory": "There is not enough memory to start the private database.",
    }
    for sign, sentence in causes.items():
        if sign in log:
            return sentence
    return (
        f"The private database in {data_dir} is damaged and did not start."
        f" Its log is {data_dir / 'server.log'}. Restore a backup, or {START_AFRESH}."
    )
