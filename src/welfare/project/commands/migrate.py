"""Bring the database's tables up to date, as their owner."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="only say whether migrations are waiting (exit 1 if so)"
    )


def run(arguments: argparse.Namespace) -> int:
    from django.core.management import call_command

    from welfare.project import boot

    boot.django()
    call_command("migrate", database="owner", interactive=False, check_unapplied=arguments.check, verbosity=1)
    return 0
