"""How well a demo agency behaves; training and tests turn the knobs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Down(StrEnum):
    """`TEMPORARY`: try again later. `PERMANENT`: this question will never be answered."""

    NO = "no"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"


@dataclass(frozen=True, slots=True)
class Behavior:
    """`latency_ms` before each answer; `no_record` and `mismatch` list the national IDs so answered."""

    latency_ms: int = 0
    down: Down = Down.NO
    no_record: frozenset[str] = field(default_factory=frozenset)
    mismatch: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def from_config(cls, config: Mapping[str, object]) -> Behavior:
        """`{"latency_ms": 200, "down": "temporary", "no_record": [...], "mismatch": [...]}`, all optional.

        Raises ValueError naming an unknown key or value.
        """
        unknown = set(config) - {"latency_ms", "down", "no_record", "mismatch"}
        if unknown:
            raise ValueError(f"unknown knob of a demo agency: {', '.join(sorted(unknown))}")
        return cls(
            latency_ms=int(str(config.get("latency_ms", 0))),
            down=Down(str(config.get("down", Down.NO))),
            no_record=_ids(config.get("no_record", ())),
            mismatch=_ids(config.get("mismatch", ())),
        )


def _ids(value: object) -> frozenset[str]:
    if not isinstance(value, list | tuple | set | frozenset):
        raise ValueError("a list of national IDs is expected")
    return frozenset(str(item) for item in value)
