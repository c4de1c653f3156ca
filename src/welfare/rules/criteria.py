"""The tests of a program as they stand on one day: everything about a test that no household changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from welfare.rules import amounts
from welfare.rules.formula import Formula, Requirement
from welfare.rules.parameters import Value
from welfare.rules.plan import Plan
from welfare.rules.program import Level, Program
from welfare.rules.records import Kind


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where a test, what spares it and what it compares stand in the row of the case; None for what it has
    not."""

    test: int
    waiver: int | None
    value: int
    limit: int | None
    heads: int | None
    mark: int | None
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """`places` tell where its quantities stand; `rivals` are the codes of the limits on the same value in
    the same level, the lowest of which binds (the test itself among them); `divisor` turns the value into
    what is shown, before it is divided by heads; `counted_over` is the person quantity whose cases are
    counted, when the value is a count."""

    code: str
    reading: Formula
    wanted: Requirement
    places: Places
    level: Level | None
    rivals: tuple[str, ...]
    kind: Kind
    divisor: int
    unit: tuple[str, str]
    article: str
    article_full: str
    printed_text: str
    counted_over: str


def criteria(program: Program, plan: Plan, figures: Mapping[str, Value]) -> tuple[Criterion, ...]:
    """All tests with a reading on the day: the common ones, then those of each level."""
    readings = [reading for name in program.all_tests if (reading := plan.graph.formula(name, plan.on))]
    level_of = {name: level for level in reversed(program.levels) for name in level.tests}
    groups: dict[tuple[Level | None, str], list[str]] = {}
    for reading in readings:
        groups.setdefault(_group(reading, level_of), []).append(reading.name)
    return tuple(
        _criterion(plan, reading, level_of.get(reading.name), groups[_group(reading, level_of)], figures)
        for reading in readings
    )


def _group(reading: Formula, level_of: Mapping[str, Level]) -> tuple[Level | None, str]:
    assert reading.requirement is not None, f"{reading.name} is not a test"
    return level_of.get(reading.name), reading.requirement.group or reading.name


def _criterion(
    plan: Plan,
    reading: Formula,
    level: Level | None,
    rivals: list[str],
    figures: Mapping[str, Value],
) -> Criterion:
    wanted = reading.requirement
    assert wanted is not None
    printed = figures[wanted.printed].value if wanted.printed else None
    aggregate = plan.graph.aggregates.get(wanted.value)
    return Criterion(
        code=reading.name,
        reading=reading,
        wanted=wanted,
        places=Places(
            test=plan.index[reading.name],
            waiver=plan.index.get(wanted.waived_by),
            value=plan.index[wanted.value],
            limit=plan.index.get(wanted.limit),
            heads=plan.index.get(wanted.per),
            mark=plan.index.get(wanted.mark),
            parts=tuple(plan.index[name] for name in wanted.parts),
        ),
        level=level,
        rivals=tuple(rivals),
        kind="check" if not wanted.limit else "money" if reading.unit in amounts.MONEY_UNITS else "count",
        divisor=amounts.CENTS_A_YEAR if reading.unit == "cent_year" else 1,
        unit=amounts.UNITS.get(reading.unit, ("", "")),
        article=str(reading.article),
        article_full=reading.article.full,
        printed_text="" if printed is None else amounts.text(printed),
        counted_over=aggregate.over if aggregate and aggregate.how == "count" else "",
    )
