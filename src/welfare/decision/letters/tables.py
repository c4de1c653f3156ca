"""The table of a letter: each figure against the limit of every level that was looked at."""

from collections.abc import Iterable, Sequence

from welfare.decision.letters.content import TableCell, TableRow
from welfare.decision.letters.steps import Json, difference_words, is_failed, levels_looked_at, plain_label


def table_heads(result: Json) -> tuple[str, ...]:
    """The levels whose limits stand in the table, strictest first; one unnamed for a program without."""
    return tuple(steps[0]["level_zh"] for steps in levels_looked_at(result)) or ("",)


def table_rows(result: Json) -> tuple[TableRow, ...]:
    """Every binding test on money with a figure, and every count the person missed; tests of several levels
    on one figure share a row."""
    common = [_row([step]) for step in _figures(s for s in result["steps"] if not s.get("level"))]
    levels = [list(_figures(steps)) for steps in levels_looked_at(result)]
    return (*common, *(_row(steps) for steps in _across(levels)))


def _across(levels: Sequence[Sequence[Json]]) -> Iterable[list[Json]]:
    """The tests of all levels on the same figure, in the order of the first level."""
    labels = dict.fromkeys(plain_label(step) for steps in levels for step in steps)
    for label in labels:
        yield [step for steps in levels for step in steps if plain_label(step) == label]


def _figures(steps: Iterable[Json]) -> Iterable[Json]:
    for step in steps:
        if step["value"] is None or step["limit"] is None:
            continue
        if (step["kind"] == "money" and step["binding"]) or (step["kind"] == "count" and is_failed(step)):
            yield step


def _row(steps: Sequence[Json]) -> TableRow:
    first = steps[0]
    return TableRow(
        label=plain_label(first),
        unit=first["unit_zh"],
        value=first["value_text"],
        cells=tuple(TableCell(_limit(s), difference_words(s), not is_failed(s)) for s in steps),
    )


def _limit(step: Json) -> str:
    beside = f"（公告為 {step['printed_text']}）" if step.get("printed_text") else ""
    return f"{step['limit_text']}{beside}"
