"""Generate a synthetic register: people, households, kinship, incomes; marked synthetic."""

import argparse
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["generate"])
    parser.add_argument("--county", default="10015", help="county code of 5 digits (default Hualien), or all")
    parser.add_argument("--persons", type=int, default=3300, help="living people, 1,000 to 23,400,000")
    parser.add_argument("--seed", type=int, default=115, help="the same seed gives the same bytes")
    parser.add_argument(
        "--dirty", type=float, default=0.0, help="share of people with a fault (0.02), see truth.jsonl"
    )
    parser.add_argument(
        "--form",
        choices=["both", "register", "tables"],
        default="both",
        help="register: JSON lines for the demo agencies; tables: Parquet",
    )
    parser.add_argument("--processes", type=int, help="default: one a core; changes no byte")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def run(arguments: argparse.Namespace) -> int:
    from welfare.connectors.demo_nation.commands import generate_command

    return generate_command(
        out=arguments.out,
        county=arguments.county,
        persons=arguments.persons,
        seed=arguments.seed,
        dirty=arguments.dirty,
        form=arguments.form,
        processes=arguments.processes,
        as_json=arguments.json,
    )
