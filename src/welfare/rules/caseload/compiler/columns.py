"""What LLVM is told of columns: none lies over another, so that a loop may read ahead of what it writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from llvmlite import ir

#: Names that begin so hold the address of a column; no two of them reach the same memory.
COLUMN = "p_"
#: The table of addresses, which nobody writes while a kernel runs.
TABLE = "at"


class Columns:
    """Notes on the accesses of a module."""

    def __init__(self, module: ir.Module) -> None:
        self.module = module
        self.domain = module.add_metadata(["columns"])
        self.always = module.add_metadata([])

    def note(self, access: Any, name: str, written: frozenset[str]) -> None:
        """An access through `name`, in a function that writes through the names `written`."""
        if name == TABLE:
            access.set_metadata("invariant.load", self.always)
        if not name.startswith(COLUMN):
            return
        access.set_metadata("alias.scope", self._scopes([name]))
        if others := written - {name}:
            access.set_metadata("noalias", self._scopes(others))

    def _scopes(self, names: Iterable[str]) -> Any:
        return self.module.add_metadata(
            [self.module.add_metadata([name, self.domain]) for name in sorted(names)]
        )
