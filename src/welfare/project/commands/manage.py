"""Django's own management commands, on the right database."""

import argparse
import warnings

WITHOUT_DATABASE = {
    "makemigrations",
    "makemessages",
    "compilemessages",
    "collectstatic",
    "findstatic",
    "help",
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="DJANGO_COMMAND")


def run(arguments: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    from welfare.project import boot

    needs_database = not arguments.words or arguments.words[0] not in WITHOUT_DATABASE
    if not needs_database:
        warnings.filterwarnings("ignore", message="Got an error checking a consistent migration history")
    boot.django(start_database=needs_database)
    execute_from_command_line(["welfare manage", *arguments.words])
    return 0
