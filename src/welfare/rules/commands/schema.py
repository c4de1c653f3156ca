"""`welfare schema facts`: the published interface, and an example for each program."""

from __future__ import annotations

import sys
from typing import TextIO

from welfare.rules.commands.speaking import print_json, refuse


def schema_command(name: str = "facts", *, out: TextIO | None = None, err: TextIO | None = None) -> int:
    """Print a published JSON Schema; there is one, `facts`."""
    if name != "facts":
        return refuse(err or sys.stderr, [f"$: there is no schema {name!r}; there is: facts."])
    from welfare.rules.facts.schema import facts_schema

    print_json(out or sys.stdout, facts_schema())
    return 0
