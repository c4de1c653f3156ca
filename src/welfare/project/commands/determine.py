"""Determine facts against the rules: no database, no network."""

import argparse

from welfare.project.commands import day


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "facts", metavar="FACTS.json|-", help="facts of one household, or - for standard input"
    )
    parser.add_argument("--program", action="append", default=[], help="program code; may be repeated")
    parser.add_argument("--on", type=day, help="the day whose law applies (YYYY-MM-DD)")
    parser.add_argument("--overlay", metavar="FILE.yaml", help="compare with the figures this file assumes")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument("--demo", action="store_true", help="with the demo county's unverified figures")


def run(arguments: argparse.Namespace) -> int:
    from welfare.rules.commands.determine import determine_command

    return determine_command(
        arguments.facts,
        programs=arguments.program,
        on=arguments.on,
        overlay=arguments.overlay,
        as_json=arguments.json,
        demo=arguments.demo,
    )
