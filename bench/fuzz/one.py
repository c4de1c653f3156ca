"""One reader under atheris, until the time given is over or something not declared comes out of it."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
with atheris.instrument_imports(include=["welfare", "tests"]):
    from tests.fuzz.targets import TARGETS


def main(name: str, *words: str) -> None:
    target = TARGETS[name]

    def read(content: bytes) -> None:
        try:
            target.read(content)
        except target.declared:
            return

    atheris.Setup([sys.argv[0], *words], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
