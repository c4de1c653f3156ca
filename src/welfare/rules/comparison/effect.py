"""What a change of figures does to a household; the same order for one and for a million."""

from __future__ import annotations

from enum import IntEnum


class Effect(IntEnum):
    """More money wins; at equal money the stricter level wins; an open answer cannot be compared."""

    SAME = 0
    WINS = 1
    LOSES = 2
    UNCLEAR = 3


EFFECT_WORDS: dict[Effect, tuple[str, str]] = {
    Effect.SAME: ("不變", "unchanged"),
    Effect.WINS: ("增加", "wins"),
    Effect.LOSES: ("減少", "loses"),
    Effect.UNCLEAR: ("尚無法比較", "cannot be compared yet"),
}
