"""Print a published JSON Schema (there is one: facts), or an example that fits it."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default="facts", help="the schema: facts")
    parser.add_argument("--example", metavar="CODE", help="an example facts file of this program instead")


def run(arguments: argparse.Namespace) -> int:
    from welfare.rules.commands.schema import schema_command

    return schema_command(arguments.name, example=arguments.example)
