"""Run worked cases (YAML) and print which come out differently: expected beside found."""

import argparse

EPILOG = "How to write a case: docs/how-to/add-a-case.md."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", help="case files or folders (default: every program's)"
    )
    parser.add_argument("--program", metavar="CODE", help="only cases of this program")
    parser.add_argument("--show", metavar="WORDS", help="explain the cases whose name holds these words")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: argparse.Namespace) -> int:
    from welfare.rules.commands.cases import cases_command

    return cases_command(
        arguments.paths, program_code=arguments.program, show=arguments.show, as_json=arguments.json
    )
