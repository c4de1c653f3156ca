"""Look-ups by parcel: how each register is doing, a round by hand, the books, a run of random faults."""

import argparse
import json
import sys
from typing import Any

ACTIONS = ("status", "collect", "send", "balance", "chaos")
_COUNTS = ("asked", "answered", "no_record", "id_mismatch", "failed", "waiting")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument("--faults", type=int, default=200, help="chaos: how many (default 200)")
    parser.add_argument("--seed", type=int, default=115, help="chaos: the same seed gives the same faults")
    parser.add_argument(
        "--in-process", action="store_true", help="chaos: against folders in this process, no agencies"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout and nothing else")


def run(arguments: argparse.Namespace) -> int:
    from welfare.project import boot

    if arguments.action == "chaos":
        return _chaos(arguments)
    boot.django()
    from welfare.lookup.exchange import commands

    act = {"balance": commands.books}.get(arguments.action) or getattr(commands, arguments.action)
    document: dict[str, Any] = act()
    if arguments.json:
        print(json.dumps(document, ensure_ascii=False))
    else:
        for line in _lines(arguments.action, document):
            print(line)
    return 1 if document.get("troubles") or document.get("balanced") is False else 0


def _chaos(arguments: argparse.Namespace) -> int:
    import os

    os.environ["WELFARE_DEMO"] = "1"  # practice people in a scratch database
    from welfare.project import boot

    boot.django()
    if arguments.in_process:
        from welfare.project.chaos import run

        document = run.chaos(faults=arguments.faults, seed=arguments.seed)
    else:
        from welfare.project.chaos.wire import run as wire

        document = wire.chaos(faults=arguments.faults, seed=arguments.seed, tell=_tell)
    if arguments.json:
        print(json.dumps(document, ensure_ascii=False))
    else:
        for line in _lines("chaos", document):
            print(line)
    return 0 if document["balanced"] and not document.get("misattached") else 1


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _lines(action: str, document: dict[str, Any]) -> list[str]:
    if action == "status":
        return _status(document)
    if action in {"balance", "chaos"}:
        return [*_head(document), *map(_sheet, document["questions"]), *document["disagreements"]]
    done = ", ".join(f"{name} {n}" for name, n in document.items() if name != "troubles")
    return [done, *document["troubles"]]


def _status(document: dict[str, Any]) -> list[str]:
    lines = [
        f"{row['county']} {row['source']:<24} {row['words']}"
        f" (waiting {row['waiting']}, failed {row['failed']}, to examine {row['to_examine']})"
        for row in document["registers"]
    ]
    lines += [f"{code}: {fault}" for code, faults in document["configuration"].items() for fault in faults]
    if document["aside_of_no_county"]:
        lines.append(f"{document['aside_of_no_county']} deliveries of no county wait to be examined")
    return lines


def _head(document: dict[str, Any]) -> list[str]:
    head = ["balanced" if document["balanced"] else "NOT balanced"]
    if "faults" in document:
        head.append(
            f"{document['faults']} faults of {len(document['by_fault'])} kinds in {document['seconds']} s,"
            f" {document['killed']} processes killed"
        )
    if "answers" in document:
        head.append(
            f"{document['answers']} answers compared with the register:"
            f" {document['misattached']} at the wrong person, {sum(document['differing'].values())} different"
        )
    return head


def _sheet(row: dict[str, Any]) -> str:
    counts = ", ".join(f"{name} {row[name]}" for name in _COUNTS)
    return f"{row['day']} {row['county']} {row['source']:<24} {counts}"
