"""Monthly comparison: every recipient of a month against the registers; differences wait for people."""

import argparse
import json
import sys
from datetime import date
from typing import Any

_AGAIN = "Run it again to take in what was answered since, and to ask once more where nobody answered."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["run"])
    parser.add_argument("--month", type=_month, required=True, metavar="YYYY-MM", help="e.g. 2026-11")
    parser.add_argument(
        "--county", default="", help="five-digit code (default: every county with an office here)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout and nothing else")


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a month: write YYYY-MM, e.g. 2026-11") from None


def run(arguments: argparse.Namespace) -> int:
    from welfare.project import boot

    boot.django()
    from welfare.case.policies import NotNow
    from welfare.foundation.acting import Acting
    from welfare.lookup.exchange.rounds import counties
    from welfare.monthly_comparison import services

    found: list[dict[str, Any]] = []
    for county in [arguments.county] if arguments.county else counties():
        try:
            outcome = services.run(by=Acting.system(county), month=arguments.month, county=county)
        except NotNow as refusal:
            print(refusal, file=sys.stderr)
            return 1
        month = f"{arguments.month:%Y-%m}"
        lines = {"lines": outcome.states, "changes": outcome.changes, "left": outcome.left}
        found.append({"county": county, "month": month} | lines)
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for one in found:
        states = ", ".join(f"{name} {n}" for name, n in one["lines"].items())
        print(f"{one['county']} {one['month']}: {states}; {one['changes']} changes for people to settle")
    print(_AGAIN)
    return 0
