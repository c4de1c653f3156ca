"""The comparison of two runs over a caseload as people read it, and as one JSON document."""

from __future__ import annotations

from collections.abc import Iterator

from welfare.rules.comparison.caseload import CaseloadChange, Move, Standing, Sum
from welfare.rules.comparison.effect import Effect
from welfare.rules.jurisdictions import JURISDICTIONS
from welfare.rules.table import table

SHOWN = 3


def lines(change: CaseloadChange, title: str) -> Iterator[str]:
    """The conclusion, then a table by county and one by class; money in NT$."""
    total = change.total
    yield f"{change.program.name_zh}：假設「{title}」"
    yield (
        f"{total.households:,} 戶中，增加 {total.wins:,} 戶，減少 {total.loses:,} 戶，"
        f"不變 {total.same:,} 戶，尚無法比較 {total.unclear:,} 戶。"
    )
    yield (
        f"每月 {total.before:,} 元 → {total.after:,} 元，差額 {total.difference:+,} 元；"
        f"一年差額 {total.difference * 12:+,} 元。"
    )
    heads = ("縣市", "戶數", "增加", "減少", "不變", "無法比較", "每月差額", "一年差額")
    yield ""
    yield from table(heads, [_county(code, one) for code, one in change.by_county.items()])
    if change.moves:
        yield ""
        yield from table(
            ("現行", "假設", "戶數", "每月差額"), [_move(move) for move in change.moves], words=2
        )
    for effect, words in ((Effect.WINS, "增加最多"), (Effect.LOSES, "減少最多")):
        if households := change.most(effect, SHOWN):
            shown = "、".join(f"{index}（{int(change.difference[index]):+,} 元）" for index in households)
            yield f"{words}之戶（序號）：{shown}"


def as_json(change: CaseloadChange) -> dict[str, object]:
    """Counts and money by county and by move; households by index of the caseload."""
    return {
        "program": change.program.code,
        "total": _sum(change.total),
        "by_county": {code: _sum(one) for code, one in change.by_county.items()},
        "moves": [
            {
                "before": _standing(move.before),
                "after": _standing(move.after),
                "households": move.households,
                "difference_a_month": move.difference,
                "difference_a_year": move.difference * 12,
            }
            for move in change.moves
        ],
        "most": {
            name: change.most(effect, SHOWN)
            for name, effect in (("win", Effect.WINS), ("lose", Effect.LOSES))
        },
    }


def _sum(one: Sum) -> dict[str, int]:
    return {
        "households": one.households,
        "wins": one.wins,
        "loses": one.loses,
        "same": one.same,
        "unclear": one.unclear,
        "before_a_month": one.before,
        "after_a_month": one.after,
        "difference_a_month": one.difference,
        "difference_a_year": one.difference * 12,
    }


def _standing(one: Standing) -> dict[str, str]:
    return {"outcome": one.outcome.value, "level": one.level, "class": one.grade, "zh": one.zh, "en": one.en}


def _county(code: str, one: Sum) -> tuple[str, ...]:
    counts = (one.households, one.wins, one.loses, one.same, one.unclear)
    money = (one.difference, one.difference * 12)
    return (
        JURISDICTIONS[code].zh,
        *(f"{count:,}" for count in counts),
        *(f"{amount:+,}" for amount in money),
    )


def _move(move: Move) -> tuple[str, ...]:
    return move.before.zh, move.after.zh, f"{move.households:,}", f"{move.difference:+,}"
