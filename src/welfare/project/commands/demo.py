"""The demo county: run it, load its data, or throw everything away."""

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", nargs="?", default="run", choices=["run", "load", "reset"])


def run(arguments: argparse.Namespace) -> int:
    from welfare.project import demonstration

    return {"run": demonstration.run, "load": demonstration.load, "reset": demonstration.reset}[
        arguments.action
    ]()
