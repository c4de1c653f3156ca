"""Work off the queue: look-ups, letters, deadlines (production entry point; any number may run)."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at the same time (default 2)")


def run(arguments: argparse.Namespace) -> int:
    from django.core.management import call_command

    from welfare.project import boot
    from welfare.project.processes import WORKER_LOOKS_EVERY

    boot.need_database()
    boot.django(start_database=False)
    call_command(
        "procrastinate",
        "worker",
        concurrency=arguments.concurrency,
        fetch_job_polling_interval=WORKER_LOOKS_EVERY,
    )
    return 0
