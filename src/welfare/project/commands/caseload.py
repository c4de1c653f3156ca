"""A whole caseload at once: totals by county, who wins under other figures, any household explained."""

import argparse

from welfare.project.commands import day


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    run_ = actions.add_parser("run", help="totals by county; with --overlay who wins, who loses and how much")
    run_.add_argument(
        "path", metavar="CASELOAD", help="a saved caseload (.npz), or facts, one document a line (.jsonl)"
    )
    run_.add_argument("--overlay", metavar="FILE.yaml", help="compare with the figures this file assumes")
    run_.add_argument("--explain", type=int, metavar="I", help="explain household I, numbered from 0")
    explain = actions.add_parser("explain", help="one household of a saved caseload in words")
    explain.add_argument("path", metavar="CASELOAD.npz")
    explain.add_argument("--household", type=int, required=True, metavar="I", help="numbered from 0")
    for action in (run_, explain):
        action.add_argument("--program", action="append", default=[], help="program code; may be repeated")
        action.add_argument("--on", type=day, help="the day whose law applies (YYYY-MM-DD)")
        action.add_argument("--json", action="store_true", help="one JSON document on stdout")
        action.add_argument("--demo", action="store_true", help="with the demo county's unverified figures")
    generate = actions.add_parser("generate", help="made-up households, to measure and to try things on")
    generate.add_argument("--out", required=True, metavar="CASELOAD.npz", help="the file to write")
    generate.add_argument("--size", type=int, default=100_000, metavar="N", help="households (100,000)")
    generate.add_argument("--seed", type=int, default=115, metavar="S", help="equal seed, equal households")
    generate.add_argument("--on", type=day, help="the day of which the households speak (YYYY-MM-DD)")


def run(arguments: argparse.Namespace) -> int:
    from welfare.rules.commands.caseload import caseload_command
    from welfare.rules.commands.caseload_made import explain_command, generate_command

    if arguments.action == "generate":
        return generate_command(arguments.out, size=arguments.size, seed=arguments.seed, on=arguments.on)
    shared = {
        "programs": arguments.program,
        "on": arguments.on,
        "as_json": arguments.json,
        "demo": arguments.demo,
    }
    if arguments.action == "explain":
        return explain_command(arguments.path, household=arguments.household, **shared)
    return caseload_command(arguments.path, overlay=arguments.overlay, explain=arguments.explain, **shared)
