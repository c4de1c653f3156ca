"""Run a whole caseload: totals by county; with --overlay who wins, who loses and how much."""

import argparse

from welfare.project.commands import day


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["run"])
    parser.add_argument(
        "path", metavar="CASELOAD", help="a saved caseload (.npz), or facts, one document a line (.jsonl)"
    )
    parser.add_argument("--program", action="append", default=[], help="program code; may be repeated")
    parser.add_argument("--on", type=day, help="the day whose law applies (YYYY-MM-DD)")
    parser.add_argument("--overlay", metavar="FILE.yaml", help="compare with the figures this file assumes")
    parser.add_argument("--explain", type=int, metavar="I", help="explain household I, numbered from 0")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument("--demo", action="store_true", help="with the demo county's unverified figures")


def run(arguments: argparse.Namespace) -> int:
    from welfare.rules.commands.caseload import caseload_command

    return caseload_command(
        arguments.path,
        programs=arguments.program,
        on=arguments.on,
        overlay=arguments.overlay,
        explain=arguments.explain,
        as_json=arguments.json,
        demo=arguments.demo,
    )
