"""Structured reasons of a decision: ticked, never typed, and printed in the letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import get_language

_FILE = Path(__file__).with_name("reasons.yaml")


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    zh: str
    en: str
    use: frozenset[str]

    @property
    def words(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.zh


@cache
def reasons() -> dict[str, Reason]:
    """Every reason by code, in the order of the file."""
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["reasons"]
    return {row["code"]: Reason(row["code"], row["zh"], row["en"], frozenset(row["use"])) for row in rows}


def reasons_for(outcome: str) -> tuple[Reason, ...]:
    return tuple(reason for reason in reasons().values() if outcome in reason.use)


def letter_sentences(codes: Iterable[str]) -> tuple[str, ...]:
    """The Chinese words of stored codes, for the letter."""
    known = reasons()
    return tuple(known[code].zh for code in codes if code in known)
