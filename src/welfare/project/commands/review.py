"""Annual review: judge every case in force for a year, and say how many stand where."""

import argparse
import json
import sys
from typing import Any

_AGAIN = "Run it again to go on where it stopped and to look at missing data once more."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["run"])
    parser.add_argument(
        "--year", type=int, required=True, help="ROC year whose law and figures count, e.g. 116"
    )
    parser.add_argument(
        "--county", default="", help="five-digit code (default: every county with an office here)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout and nothing else")


def run(arguments: argparse.Namespace) -> int:
    from welfare.project import boot

    boot.django()
    from welfare.annual_review import services
    from welfare.case.policies import NotNow
    from welfare.foundation.acting import Acting

    found: list[dict[str, Any]] = []
    for county in [arguments.county] if arguments.county else _counties():
        try:
            outcome = services.run(by=Acting.system(county), year=arguments.year, county=county)
        except NotNow as refusal:
            print(refusal, file=sys.stderr)
            return 1
        found.append({"county": county, "year": outcome.year, "cases": outcome.total, "lanes": outcome.lanes})
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for one in found:
        print(
            f"{one['county']}: {one['cases']} cases; "
            + ", ".join(f"{k} {v}" for k, v in one["lanes"].items())
        )
    print(_AGAIN)
    return 0


def _counties() -> list[str]:
    """Counties whose government works here."""
    from welfare.foundation.acting import Acting
    from welfare.foundation.models import Agency, AgencyKind
    from welfare.foundation.row_access import acting_as

    with acting_as(Acting.system()):
        governments = Agency.objects.filter(kind=AgencyKind.COUNTY_GOVERNMENT)
        return list(governments.order_by("county").values_list("county", flat=True))
