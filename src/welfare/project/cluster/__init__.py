"""A private PostgreSQL of our own, so that a clone needs no database administrator.

`WELFARE_DATABASE_URL` names a database somebody else runs; then nothing here starts. Otherwise a cluster is
created in the data folder, from the first PostgreSQL found (see `binaries`), runs as an unprivileged user
even under root (see `identity`), and is repaired after a crash (see `server`). Three database roles share the
work (see `roles`): the owner migrates, the application reads and writes under row-level security, the auditor
only reads.
"""

from welfare.project.cluster.connection import Cluster, Role
from welfare.project.cluster.errors import ClusterError
from welfare.project.cluster.lifecycle import ensure_running, in_use, running, stop
from welfare.project.cluster.settings import database_settings

__all__ = [
    "Cluster",
    "ClusterError",
    "Role",
    "database_settings",
    "ensure_running",
    "in_use",
    "running",
    "stop",
]
