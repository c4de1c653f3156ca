"""Run benchmarks, each beside a peer or a floor of the same run; without a name all, into bench/results/."""

import argparse
import importlib
import json
from typing import Any

#: name → the size when none is asked for (None: the bench has several of its own)
BENCHES: dict[str, int | None] = {
    "rules": None,
    "letters": 5,
    "closing": 12,
    "people": None,
    "ingest": None,
    "worklist": 1_000_000,
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", choices=[*BENCHES, "all"], default="all")
    parser.add_argument("--size", type=int, help="households, runs, people or rows, as the bench counts")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout, nothing else")


def run(arguments: argparse.Namespace) -> int:
    from welfare.project import boot, places
    from welfare.project.bench import write

    boot.django(start_database=False)
    names = list(BENCHES) if arguments.name == "all" else [arguments.name]
    documents = []
    for name in names:
        bench = importlib.import_module(f"welfare.project.bench.{name}")
        document = bench.run(arguments.size or BENCHES[name])
        documents.append(document)
        path = write(document, places.checkout() / "bench" / "results")
        if not arguments.json:
            for row in document["results"]:
                print(f"{name}: {_in_words(row)}")
            print(f"wrote {path.relative_to(places.checkout())}")
    if arguments.json:
        print(json.dumps(documents if len(documents) > 1 else documents[0], ensure_ascii=False))
    return 0


def _in_words(row: dict[str, Any]) -> str:
    ratios = ", ".join(f"{value} × {peer}" for peer, value in row.get("ratio_to", {}).items())
    words = [f"{row['case']}, {row['n']:,}"]
    if "not_measured" in row:
        words.append(f"not measured: {row['not_measured']}")
    elif "p50_ms" in row:
        words.append(f"{row['p50_ms']} ms")
    else:
        words.append(f"{row['seconds']} s")
    return ": ".join(words) + (f" ({ratios})" if ratios else "")
