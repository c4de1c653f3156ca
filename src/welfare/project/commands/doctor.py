"""Examine this installation; every finding says what to do."""

import argparse
import json
from dataclasses import asdict

MARKS = {"well": "ok  ", "warning": "warn", "wrong": "FAIL"}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")


def run(arguments: argparse.Namespace) -> int:
    from welfare.project.doctor import EXAMINATIONS

    findings = [finding for examine in EXAMINATIONS for finding in examine()]
    if arguments.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(f"{MARKS[finding.level]} {finding.subject:<10} {finding.says} {finding.advice}".rstrip())
    return 1 if any(finding.level == "wrong" for finding in findings) else 0
