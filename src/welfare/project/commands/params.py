"""Print the parameters of the law in force: value, unit, source, status."""

import argparse

from welfare.project.commands import day


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=day, help="day (YYYY-MM-DD), today when left out")
    parser.add_argument("--jurisdiction", help="county: code of 5 digits, name or slug")
    parser.add_argument("--program", help="program code")
    parser.add_argument("--stale", action="store_true", help="only those nobody confirmed for the year")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def run(arguments: argparse.Namespace) -> int:
    from welfare.rules.commands.params import params_command

    return params_command(
        on=arguments.on,
        jurisdiction=arguments.jurisdiction,
        program=arguments.program,
        stale=arguments.stale,
        as_json=arguments.json,
    )
