"""Generate a synthetic register: people, households, kinship, incomes; marked synthetic."""

import argparse
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["generate"])
    parser.add_argument("--county", default="10015", help="county code of 5 digits (default Hualien)")
    parser.add_argument("--persons", type=int, default=3300)
    parser.add_argument("--seed", type=int, default=115, help="the same seed gives the same bytes")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def run(arguments: argparse.Namespace) -> int:
    from welfare.connectors.demo_nation.commands import generate_command

    return generate_command(
        out=arguments.out,
        county=arguments.county,
        persons=arguments.persons,
        seed=arguments.seed,
        as_json=arguments.json,
    )
