"""The server's own configuration file, rewritten before every start."""

from pathlib import Path

# Sized for a small machine and a quick start. No statement, parameter or row value may reach the log:
# they carry personal data.
COMMON = """\
listen_addresses = '127.0.0.1'
unix_socket_permissions = 0700
max_connections = 120
shared_buffers = '160MB'
max_wal_size = '1GB'
checkpoint_timeout = '15min'
jit = off
random_page_cost = 1.1
max_parallel_workers_per_gather = 1
max_worker_processes = 4
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_statement = 'none'
log_min_error_statement = 'panic'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_error_verbosity = 'terse'
log_checkpoints = off
"""

# For tests only: a power cut may lose everything, a killed server may not.
NOT_DURABLE = """\
fsync = off
full_page_writes = off
synchronous_commit = off
"""


def write(pgdata: Path, sockets: Path, *, durable: bool) -> Path:
    path = pgdata / "welfare.conf"
    path.write_text(f"{COMMON}unix_socket_directories = '{sockets}'\n{'' if durable else NOT_DURABLE}")
    main = pgdata / "postgresql.conf"
    include = f"include '{path.name}'\n"
    if not main.read_text().endswith(include):
        main.write_text(main.read_text() + include)
    return path
