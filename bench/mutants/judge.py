"""Exit 0 when nobody notices a change: the reference pages stay and all cases come out as expected.

With a file as argument, it remembers there what no change of a formula touches (the YAML that was read) and
which cases noticed something lately: these are asked first.
"""

from __future__ import annotations

import gc
import pickle
import sys
from pathlib import Path
from typing import Any

from welfare.rules import yaml_text

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
Memory = tuple[dict[Path, Any], list[tuple[str, str]]]


def main(memory: Path | None) -> int:
    """1 at the first difference."""
    known, lately = _recalled(memory)
    _read_once(known)  # before the modules below take `read_yaml`
    if not _pages_stay():
        return 1
    noticed = _first_difference(lately)
    if memory and (noticed or not memory.exists()):
        recent = [noticed, *(one for one in lately if one != noticed)] if noticed else lately
        memory.write_bytes(pickle.dumps((known, recent)))
    return 1 if noticed else 0


def _recalled(memory: Path | None) -> Memory:
    if memory and memory.exists():
        recalled: Memory = pickle.loads(memory.read_bytes())  # noqa: S301 (written by this program)
        return recalled
    return {}, []


def _read_once(known: dict[Path, Any]) -> None:
    read = yaml_text.read_yaml

    def read_or_recall(path: Path) -> Any:
        if path not in known:
            known[path] = read(path)
        return known[path]

    yaml_text.read_yaml = read_or_recall


def _pages_stay() -> bool:
    from welfare.project.docs import declarations, formulas
    from welfare.rules.registry import programs

    page = (REFERENCE / "programs.md").read_text("utf-8")
    declared = ("\n".join(declarations.declared(one)) for one in programs().values())
    return formulas.render() == (REFERENCE / "formulas.md").read_text("utf-8") and all(
        text in page for text in declared
    )


def _first_difference(lately: list[tuple[str, str]]) -> tuple[str, str] | None:
    """Program and name of the first case that comes out otherwise than it expects."""
    from welfare.rules.casebook import cases_of_programs, run_case

    cases = {(case.program, case.name): case for case in cases_of_programs()}
    ordered = [*(key for key in lately if key in cases), *(key for key in cases if key not in set(lately))]
    return next((key for key in ordered if run_case(cases[key]).differences), None)


if __name__ == "__main__":
    gc.disable()
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else None))
