"""The three roles and the first databases. Run at every start, so that a cluster made long ago gains what is
new.

welfare_owner migrates: owns the databases and everything in them, but is no superuser and obeys row security
welfare_app the running application: owns nothing, cannot create a table, cannot bypass row security
welfare_auditor reads, in read-only transactions
"""

from psycopg import sql

from welfare.project.cluster import credentials
from welfare.project.cluster.connection import BLANK, DATABASE_GRANTS, Cluster

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
NO_POWERS = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT"

# A migration must never stand in line for minutes with the whole office behind it; a forgotten transaction
# must not keep its locks.
ROLE_SETTINGS = (
    "ALTER ROLE welfare_owner SET lock_timeout = '10s'",
    "ALTER ROLE welfare_app SET statement_timeout = '60s'",
    "ALTER ROLE welfare_app SET idle_in_transaction_session_timeout = '120s'",
    "ALTER ROLE welfare_auditor SET default_transaction_read_only = on",
    "ALTER ROLE welfare_auditor SET statement_timeout = '300s'",
)

NEW_OBJECTS = "ALTER DEFAULT PRIVILEGES FOR ROLE welfare_owner IN SCHEMA public"
INSIDE_A_DATABASE = (
    "ALTER SCHEMA public OWNER TO welfare_owner",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO welfare_app, welfare_auditor",
    f"{NEW_OBJECTS} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO welfare_app",
    f"{NEW_OBJECTS} GRANT USAGE, SELECT ON SEQUENCES TO welfare_app",
    f"{NEW_OBJECTS} GRANT SELECT ON TABLES TO welfare_auditor",
)


def prepare(cluster: Cluster) -> None:
    """Roles, the blank template and the database `welfare`. Repeatable; quick when all is there."""
    with cluster.connect("superuser", "postgres") as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        for role, user in credentials.USERS.items():
            if role != "superuser":
                verb = "ALTER" if user in known else "CREATE"
                # Hashed on our side, so that no log and no statistics view ever sees the password.
                verifier = connection.pgconn.encrypt_password(
                    cluster.passwords[role].encode(), user.encode(), b"scram-sha-256"
                )
                connection.execute(
                    sql.SQL(f"{verb} ROLE {{}} {NO_POWERS} PASSWORD {{}}").format(
                        sql.Identifier(user), sql.Literal(verifier.decode())
                    )
                )
        for statement in ROLE_SETTINGS:
            connection.execute(statement)
    existing = set(cluster.databases())
    if BLANK not in existing:
        _create_blank(cluster)
    if "welfare" not in existing:
        cluster.create_scratch("welfare")


def _create_blank(cluster: Cluster) -> None:
    # Under a temporary name until complete: a kill in between must not leave a half-made template.
    draft = f"{BLANK}_draft"
    with cluster.connect("superuser", "postgres") as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(draft)))
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER welfare_owner").format(sql.Identifier(draft)))
    with cluster.connect("superuser", draft) as connection:
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        for statement in INSIDE_A_DATABASE:
            connection.execute(statement)
    with cluster.connect("superuser", "postgres") as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(BLANK))
        )
        for statement in DATABASE_GRANTS:
            connection.execute(sql.SQL(statement).format(sql.Identifier(BLANK)))
