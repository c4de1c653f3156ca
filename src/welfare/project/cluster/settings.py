"""Django's DATABASES: somebody else's PostgreSQL when named, else the private cluster as it runs now."""

import os
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from welfare.project import places
from welfare.project.cluster import credentials
from welfare.project.cluster.connection import Cluster
from welfare.project.cluster.lifecycle import running


def database_settings() -> dict[str, dict[str, Any]]:
    """The aliases `default` (what the application may) and `owner` (what migrations may). Starts nothing.

    While no cluster runs the entries name nobody's socket: settings can be read (types, documentation), and
    only a query fails.
    """
    url = os.environ.get("WELFARE_DATABASE_URL")
    if url:
        owner = os.environ.get("WELFARE_DATABASE_OWNER_URL") or url
        return {"default": _external(url), "owner": _external(owner)}
    cluster = running(places.data_dir()) or Cluster(
        places.data_dir(), "/nonexistent", 1, 0, dict.fromkeys(credentials.USERS, "")
    )
    return {"default": cluster.django("app"), "owner": cluster.django("owner")}


def _external(url: str) -> dict[str, Any]:
    """A libpq URL as a DATABASES entry; what Django has no word for (sslmode, passfile …) goes to OPTIONS."""
    given = {key: value for key, value in conninfo_to_dict(url).items() if value is not None}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": str(given.pop("host", "")),
        "PORT": str(given.pop("port", "")),
        "USER": str(given.pop("user", "")),
        "PASSWORD": str(given.pop("password", "")),
        "NAME": str(given.pop("dbname", "welfare")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": given,
    }
