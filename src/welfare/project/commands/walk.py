"""Walk one application through the whole procedure in a scratch database and compare every amount."""

import argparse
import os
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--program", default="senior_living_allowance", metavar="CODE")
    parser.add_argument("--county", default="10015", help="10015 Hualien (default) or 66000 Taichung")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout and nothing else")


def run(arguments: argparse.Namespace) -> int:
    os.environ["WELFARE_DEMO"] = "1"  # practice people, practice figures
    from welfare.project import boot

    boot.django()
    from welfare.project.walk.report import walk_command

    return walk_command(
        program=arguments.program,
        county=arguments.county,
        as_json=arguments.json,
        out=sys.stdout,
        err=sys.stderr,
    )
