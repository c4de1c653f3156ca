"""Write the reference pages made from the code, or check that they are up to date."""

import argparse
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a page is stale")


def run(args: argparse.Namespace) -> int:
    from welfare.project import boot, places

    boot.django(start_database=False)
    from welfare.project.docs import GENERATORS, generator

    folder = places.checkout() / "docs" / "reference"
    stale = []
    for page in GENERATORS:
        text = generator(page)()
        path = folder / page
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(page)
        if not args.check:
            path.write_text(text, encoding="utf-8")
            print(f"wrote docs/reference/{page}")
    if stale and args.check:
        print(f"stale: {', '.join(stale)}. Run `make fix`.", file=sys.stderr)
        return 1
    return 0
