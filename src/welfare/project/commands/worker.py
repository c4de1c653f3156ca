"""Work off the queue: look-ups, letters, deadlines (production entry point; any number may run)."""

import argparse

#: seconds between looks for jobs that were put off; a new job rings by itself
LOOK_EVERY = 0.5


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at the same time (default 2)")


def run(arguments: argparse.Namespace) -> int:
    from django.core.management import call_command

    from welfare.project import boot

    boot.need_database()
    boot.django(start_database=False)
    call_command(
        "procrastinate", "worker", concurrency=arguments.concurrency, fetch_job_polling_interval=LOOK_EVERY
    )
    return 0
