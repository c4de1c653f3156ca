"""`welfare schema facts`: the published interface, and an example for each program."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any, TextIO

from welfare.rules.commands.speaking import print_json, refuse
from welfare.rules.registry import UnknownProgram, program


def schema_command(
    name: str = "facts",
    *,
    example: str | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Print a published JSON Schema; there is one, `facts`. With `example` print instead a facts file of that
    program, ready for `welfare determine`."""
    if name != "facts":
        return refuse(err or sys.stderr, [f"$: there is no schema {name!r}; there is: facts."])
    if example is not None:
        try:
            document = example_of(example)
        except UnknownProgram as unknown:
            return refuse(err or sys.stderr, [f"--example: {unknown}."])
    else:
        from welfare.rules.facts.schema import facts_schema

        document = facts_schema()
    print_json(out or sys.stdout, document)
    return 0


def example_of(code: str) -> dict[str, Any]:
    """The example facts of a program, `programs/<code>/example.json`; raises UnknownProgram."""
    folder = importlib.import_module("welfare.programs").__path__[0]
    path = Path(folder) / program(code).code / "example.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found
