"""What the commands share: refusing, printing one document, choosing programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from welfare.rules.program import Program
from welfare.rules.registry import program, programs

UNUSABLE = 2


def refuse(err: TextIO, sentences: Iterable[str]) -> int:
    """One sentence a line on the error stream; the exit code of unusable input."""
    for sentence in sentences:
        print(sentence, file=err)
    return UNUSABLE


def print_json(out: TextIO, document: dict[str, Any]) -> None:
    """One JSON document and nothing else."""
    print(json.dumps(document, ensure_ascii=False, indent=2, default=str), file=out)


def chosen(codes: Sequence[str]) -> list[Program]:
    """The programs with these codes, all of them without any; raises UnknownProgram."""
    return [program(code) for code in codes] if codes else list(programs().values())
