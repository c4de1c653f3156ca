"""The agency's columns, headers and codes as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Layout:
    """`status`: code of the agency → our word."""

    charset: str
    most_bytes: int
    part_bytes: int
    query: tuple[str, ...]
    answer: tuple[str, ...]
    year: str
    absence: str
    headers: dict[str, str]
    status: dict[str, str]

    def status_code(self, word: str) -> str:
        return next(code for code, meaning in self.status.items() if meaning == word)


@cache
def layout() -> Layout:
    raw: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("layout.yaml").read_text("utf-8"))
    return Layout(
        charset=raw["charset"],
        most_bytes=raw["most_bytes"],
        part_bytes=raw["part_bytes"],
        query=tuple(raw["query"]),
        answer=tuple(raw["answer"]),
        year=raw["kinds"]["year"],
        absence=raw["kinds"]["absence"],
        headers=raw["headers"],
        status=raw["codes"]["status"],
    )
