"""Names of people who do not exist: 測 in second place, or as a suffix of a romanised name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

MARK = "測"
_OLD, _MIDDLE = 60, 30
_RARE_SHARE = 0.012
_ROMANISED_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Name:
    """`text` as registered; `romanised` beside it, blank when there is none."""

    text: str
    romanised: str = ""


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text("utf-8"))
    return tables


def surname(rng: Random) -> str:
    weights: dict[str, int] = _tables()["surnames"]
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def name(rng: Random, family: str, sex: str, age: int, *, indigenous: bool) -> Name:
    """A name of the bearer's generation; one in five indigenous people has the romanised form alone."""
    tables = _tables()
    if indigenous and rng.random() < _ROMANISED_SHARE:
        text = f"{rng.choice(tables['romanised'][sex])} {rng.choice(tables['romanised']['family'])} {MARK}"
        return Name(text, romanised=text)
    if rng.random() < _RARE_SHARE:
        return Name(f"{family}{MARK}{rng.choice(tables['rare'])}")
    generation = "old" if age >= _OLD else "middle" if age >= _MIDDLE else "young"
    return Name(f"{family}{MARK}{rng.choice(tables['given'][sex][generation])}")
