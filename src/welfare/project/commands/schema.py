"""Print a published JSON Schema (there is one: facts)."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default="facts")


def run(arguments: argparse.Namespace) -> int:
    from welfare.rules.commands.schema import schema_command

    return schema_command(arguments.name)
