"""Programs are found by walking a package; nobody imports one. Silence is an error."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from welfare.rules.program import Program


class BrokenRegistry(Exception):
    """A folder declares no program, or two declare the same code."""


class UnknownProgram(KeyError):
    """No program has this code; the message lists those that exist."""

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def programs(package: str = "welfare.programs") -> Mapping[str, Program]:
    """All programs by code, in order of code; raises BrokenRegistry."""
    found: dict[str, Program] = {}
    root = importlib.import_module(package)
    for module in sorted(pkgutil.iter_modules(root.__path__), key=lambda m: m.name):
        if not module.ispkg:
            continue
        name = f"{package}.{module.name}.program"
        try:
            declared = getattr(importlib.import_module(name), "PROGRAM", None)
        except ModuleNotFoundError as missing:
            if missing.name != name:
                raise
            declared = None
        if not isinstance(declared, Program):
            raise BrokenRegistry(f"{package}.{module.name} declares no PROGRAM in program.py")
        if declared.code in found:
            raise BrokenRegistry(f"two folders declare the code {declared.code}")
        found[declared.code] = declared
    return MappingProxyType(found)


def program(code: str) -> Program:
    """The program with a code; raises UnknownProgram."""
    known = programs()
    if code not in known:
        raise UnknownProgram(f"no program {code!r}; there are: {', '.join(known) or 'none'}")
    return known[code]
