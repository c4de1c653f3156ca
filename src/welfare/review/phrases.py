"""Structured phrases: the reasons a reviewer picks. Stored by code, shown in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import get_language

_FILE = Path(__file__).with_name("phrases.yaml")


class Use(StrEnum):
    """What a phrase explains."""

    DEPART = "depart"
    DIFFER = "differ"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One reason. Its code is never renamed; its words may be."""

    code: str
    zh: str
    en: str
    use: frozenset[Use]

    @property
    def words(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.zh


@cache
def _all() -> dict[str, Phrase]:
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["phrases"]
    return {
        row["code"]: Phrase(row["code"], row["zh"], row["en"], frozenset(map(Use, row["use"])))
        for row in rows
    }


def phrases(use: Use) -> tuple[Phrase, ...]:
    """The phrases for one use, in the order of the file."""
    return tuple(phrase for phrase in _all().values() if use in phrase.use)


def words(codes: Iterable[str]) -> list[str]:
    """The words of stored codes; a code no longer in the file is shown as it is stored."""
    known = _all()
    return [known[code].words if code in known else code for code in codes]
