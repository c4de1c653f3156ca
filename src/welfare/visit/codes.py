"""The coded lists a visitor taps, from `codes.yaml`; stored by code, shown in the reader's language."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

_FILE = Path(__file__).with_name("codes.yaml")


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    zh: str
    en: str

    @property
    def words(self) -> str:
        return self.en if _in_english() else self.zh


@dataclass(frozen=True, slots=True)
class CodeList:
    """One question and its answers; `asked` says that the form puts it."""

    name: str
    zh: str
    en: str
    asked: bool
    codes: tuple[Code, ...]

    @property
    def label(self) -> str:
        return self.en if _in_english() else self.zh

    def words(self, code: str) -> str:
        """The words of a stored code; one no longer in the file is shown as it is stored."""
        return next((c.words for c in self.codes if c.code == code), code)


def _in_english() -> bool:
    return (get_language() or "").startswith("en")


@cache
def _file() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def code_lists() -> dict[str, CodeList]:
    """Every list by name, in the order of the file."""
    return {
        name: CodeList(
            name, row["zh"], row["en"], row.get("asked", False), tuple(Code(**c) for c in row["codes"])
        )
        for name, row in _file()["lists"].items()
    }


def asked() -> tuple[CodeList, ...]:
    """The lists the form asks for, in order."""
    return tuple(found for found in code_lists().values() if found.asked)


def next_attempt_days() -> int:
    """Office days until the next attempt after nobody was met."""
    return int(_file()["next_attempt"]["value"])
