"""The private PostgreSQL: start, stop, status."""

import argparse

from welfare.project import places


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["start", "stop", "status"])


def run(arguments: argparse.Namespace) -> int:
    from welfare.project import cluster

    data_dir = places.data_dir()
    if arguments.action == "start":
        cluster.ensure_running(data_dir)
    if arguments.action == "stop":
        print("Stopped." if cluster.stop(data_dir) else "It was not running.")
        return 0
    found = cluster.running(data_dir)
    if found is None:
        print(f"Not running. Its files are in {data_dir / 'cluster'}.")
        return 1
    print(f"PostgreSQL {found.version} answers at {found.tcp_host}:{found.port} and in {found.host}.")
    return 0
