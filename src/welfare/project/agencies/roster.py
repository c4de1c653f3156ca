"""Which demo agencies there are, found by name, and how each can be told to misbehave."""

import importlib
import pkgutil
from collections.abc import Sequence
from enum import StrEnum
from importlib.util import find_spec

from welfare import connectors

HEALTHY = "none"


class UnknownKind(Exception):
    """Nobody can fail like that; the message says who can fail how."""


def sources() -> list[str]:
    """Registers with a process that answers and a connector that asks it, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(connectors.__path__) if module.ispkg)
    return [name for name in names if all(map(find_spec, (agency_module(name), _module(name, "connector"))))]


def agency_module(source: str) -> str:
    return _module(source, "agency")


def kinds(source: str) -> list[str]:
    """How this agency can fail."""
    if find_spec(_module(source, "misbehavior")) is None:
        return []
    fault: type[StrEnum] = importlib.import_module(_module(source, "misbehavior")).Fault
    return [str(kind) for kind in fault if kind != HEALTHY]


def assigned(wishes: Sequence[str]) -> dict[str, str]:
    """Kind by source, from `kind` (everybody who knows it) and `source:kind`. Raises UnknownKind."""
    known = {source: kinds(source) for source in sources()}
    found: dict[str, str] = {}
    for wish in wishes:
        source, _, kind = wish.rpartition(":")
        meant = [name for name in known if source in {"", name} and kind in known[name]]
        if not meant:
            raise UnknownKind(f"No demo agency fails by {wish!r}. There is:\n{table()}")
        found |= dict.fromkeys(meant, kind)
    return found


def table() -> str:
    """One line an agency."""
    return "\n".join(f"  {source:<24} {', '.join(kinds(source)) or 'never fails'}" for source in sources())


def _module(source: str, part: str) -> str:
    return f"{connectors.__name__}.{source}.{part}"
