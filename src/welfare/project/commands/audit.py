"""The audit trail: walk every chain and name the first row that does not hold."""

import argparse
import json
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["verify"])
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout and nothing else")


def run(arguments: argparse.Namespace) -> int:
    from welfare.project import boot

    boot.django()
    from welfare.foundation import audit

    try:
        held = audit.verify(using="owner")
    except audit.BrokenChain as broken:
        if arguments.json:
            print(json.dumps({"holds": False, "broken": str(broken)}))
        print(broken, file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps({"holds": True, "chains": held.chains, "rows": held.rows}))
    else:
        print(f"The audit trail holds: {held.chains} chains, {held.rows} rows.")
    return 0
