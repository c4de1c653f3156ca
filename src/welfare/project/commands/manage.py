"""Django's own management commands, on the right database."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="DJANGO_COMMAND")


def run(arguments: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    from welfare.project import boot

    boot.django(start_database=arguments.words[:1] not in (["makemessages"], ["compilemessages"], ["help"]))
    execute_from_command_line(["welfare manage", *arguments.words])
    return 0
