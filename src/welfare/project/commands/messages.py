"""Find every sentence on screen and bring the English catalogue up to date, or check it."""

import argparse
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail when English words are missing"
    )


def run(args: argparse.Namespace) -> int:
    from welfare.project import boot

    boot.django(start_database=False)
    from welfare.project import messages

    path = messages.catalogue_path()
    found = messages.extract()
    if not args.check:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(messages.render(messages.merge(messages.read(path), found)), encoding="utf-8")
    problems = messages.problems(messages.read(path), found)
    for sentence in problems:
        print(sentence, file=sys.stderr)
    if args.check and problems:
        print("Run `welfare messages`, then write the English into the catalogue.", file=sys.stderr)
        return 1
    return 0
