"""Bring Django up for a command, on the database it is to use."""

import contextlib
import os

from welfare.project import places

_leave_cluster_at_exit = contextlib.ExitStack()


def need_database() -> None:
    """For programs that do not start the database themselves. Raises ClusterError when it does not run."""
    from welfare.project import cluster

    if not os.environ.get("WELFARE_DATABASE_URL") and cluster.running(places.data_dir()) is None:
        raise cluster.ClusterError(
            "The private database does not run. Start it (welfare cluster start),"
            " start everything (make demo), or set WELFARE_DATABASE_URL."
        )


def django(*, start_database: bool = True) -> None:
    """Set Django up. Without WELFARE_DATABASE_URL the private cluster is started and kept until this process
    ends.

    Raises cluster.ClusterError or secrets.SecretsError, each one sentence.
    """
    import atexit

    from welfare.project import cluster

    if start_database and not os.environ.get("WELFARE_DATABASE_URL"):
        _leave_cluster_at_exit.enter_context(cluster.in_use(places.data_dir()))
        atexit.register(_leave_cluster_at_exit.close)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfare.project.settings")
    import django as framework

    framework.setup()
