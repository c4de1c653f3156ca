"""The demo agencies, each a process of its own that speaks its register's real protocol on this machine.

--fail KIND          every agency that can fail so does
--fail SOURCE:KIND   one agency does
--fail list          who can fail how
"""

import argparse
import os
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--latency", type=int, default=0, metavar="MS", help="milliseconds before each answer"
    )
    parser.add_argument("--fail", action="append", default=[], metavar="KIND", help="how to misbehave")
    if {"-h", "--help"} & set(sys.argv):
        from welfare.project.agencies import roster

        parser.epilog = f"Kinds of failure:\n{roster.table()}"


def run(arguments: argparse.Namespace) -> int:
    from welfare.project import places
    from welfare.project.agencies import roster
    from welfare.project.agencies.house import kept
    from welfare.project.agencies.watch import Agencies

    if "list" in arguments.fail:
        print(roster.table())
        return 0
    try:
        fails = roster.assigned(arguments.fail)
    except roster.UnknownKind as unknown:
        print(unknown, file=sys.stderr)
        return 2
    homes = Path(os.environ.get("WELFARE_AGENCIES_DIR") or places.data_dir() / "agencies")
    with kept(homes, places.data_dir() / "demo_nation") as nation:
        agencies = Agencies(homes, nation, places.data_dir() / "logs", arguments.latency, fails, _say)
        agencies.family.listen_for_the_end()
        try:
            agencies.start()
            agencies.watch()
        finally:
            agencies.stop()
    return 0


def _say(sentence: str) -> None:
    print(sentence, flush=True)
