"""A running cluster: how to reach it, as which role, and scratch databases in it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import psycopg
from psycopg import sql

from welfare.project.cluster import credentials

Role = Literal["superuser", "owner", "app", "auditor"]
BLANK = "welfare_blank"


@dataclass(frozen=True)
class Cluster:
    """`host` is the socket folder (fast, ours alone); `tcp_host` and `port` are for other programs."""

    data_dir: Path
    host: str
    port: int
    version: int
    passwords: dict[str, str] = field(repr=False)
    tcp_host: str = "127.0.0.1"

    def url(self, role: Role, database: str = "welfare") -> str:
        """A libpq URL with the password in it: never for a command line or a log."""
        user, password = credentials.USERS[role], quote(self.passwords[role])
        return f"postgresql://{user}:{password}@{self.tcp_host}:{self.port}/{database}"

    def connect(self, role: Role, database: str = "welfare") -> psycopg.Connection:
        """An autocommit connection over the socket. Raises psycopg.OperationalError when nobody answers."""
        return psycopg.connect(
            host=self.host,
            port=self.port,
            user=credentials.USERS[role],
            password=self.passwords[role],
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )

    def django(self, role: Role, database: str = "welfare") -> dict[str, Any]:
        """One entry of Django's DATABASES."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": self.host,
            "PORT": str(self.port),
            "USER": credentials.USERS[role],
            "PASSWORD": self.passwords[role],
            "NAME": database,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }

    def point_django_at(self, database: str) -> None:
        """Let the running Django's aliases `default` (app) and `owner` use this cluster's `database`."""
        from django.db import connections

        for alias, role in (("default", "app"), ("owner", "owner")):
            connections[alias].close()
            connections.databases[alias].update(self.django(role, database))  # type: ignore[arg-type]
            connections[alias].settings_dict.update(self.django(role, database))  # type: ignore[arg-type]

    def databases(self) -> list[str]:
        with self.connect("superuser", "postgres") as connection:
            rows = connection.execute("SELECT datname FROM pg_database ORDER BY datname").fetchall()
        return [name for (name,) in rows]

    def create_scratch(self, name: str, template: str | None = None) -> str:
        """A new database owned by welfare_owner, a copy of `template` (default: blank with our extensions).

        A database of that name is dropped first. Returns the name. Nobody may be connected to the template.
        """
        with self.connect("superuser", "postgres") as connection:
            connection.execute(_drop(name))
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER welfare_owner").format(
                    sql.Identifier(name), sql.Identifier(template or BLANK)
                )
            )
            for statement in DATABASE_GRANTS:
                connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
        return name

    def drop_scratch(self, name: str) -> None:
        """Drop a scratch database, ending whatever is still connected to it. Fine when it is already gone."""
        with self.connect("superuser", "postgres") as connection:
            connection.execute(_drop(name))


# Grants on a database itself are not copied with a template; those inside it are.
DATABASE_GRANTS = (
    "REVOKE ALL ON DATABASE {} FROM PUBLIC",
    "GRANT CONNECT, TEMPORARY ON DATABASE {} TO welfare_app",
    "GRANT CONNECT ON DATABASE {} TO welfare_auditor",
)


def _drop(name: str) -> sql.Composed:
    return sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
