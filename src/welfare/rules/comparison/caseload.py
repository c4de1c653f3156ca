"""Two runs over a caseload side by side: who wins, who loses, how much, by county and by class.

Everything is counted on columns; nothing loops over households.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from welfare.rules.caseload.kernel.verdicts import OUTCOMES
from welfare.rules.comparison.effect import Effect
from welfare.rules.outcome import OUTCOME_WORDS, Outcome
from welfare.rules.program import Program

Whole = NDArray[np.integer]


class Run(Protocol):
    """What a comparison reads of a run: one entry a household. `outcome` indexes OUTCOMES; `level` is 0 for
    none, else counts the program's levels from 1; `amount` in NT$ a month, 0 where there is none."""

    @property
    def outcome(self) -> Whole: ...
    @property
    def level(self) -> Whole: ...
    @property
    def grade(self) -> Whole: ...
    @property
    def amount(self) -> Whole: ...


@dataclass(frozen=True, slots=True)
class Sum:
    """Some households together; money in NT$ a month. Open answers add no money."""

    households: int
    wins: int
    loses: int
    same: int
    unclear: int
    before: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a household stands: outcome and, when it is eligible, level and class."""

    outcome: Outcome
    level: str = ""
    grade: str = ""
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """Households that went from one standing to another, or stayed in it with another amount."""

    before: Standing
    after: Standing
    households: int
    difference: int


@dataclass(frozen=True)
class CaseloadChange:
    """`effect` and `difference` (NT$ a month) hold one entry a household."""

    program: Program
    total: Sum
    by_county: dict[str, Sum]
    moves: tuple[Move, ...]
    effect: NDArray[np.int8]
    difference: NDArray[np.int64]

    def most(self, effect: Effect, number: int) -> list[int]:
        """Indices of the households that win or lose most, the most first."""
        members = np.flatnonzero(self.effect == effect)
        order = np.argsort(-np.abs(self.difference[members]), kind="stable")[:number]
        return [int(index) for index in members[order]]


def compare_runs(
    program: Program, before: Run, after: Run, county: Whole, counties: Sequence[str]
) -> CaseloadChange:
    """Both runs of this program over the same households; `county` indexes `counties` (five-digit codes)."""
    clear = (before.outcome != _UNDETERMINED) & (after.outcome != _UNDETERMINED)
    paid = tuple(np.where(clear, _amount(run), 0) for run in (before, after))
    difference = paid[1] - paid[0]
    rank = _rank(program, after) - _rank(program, before)
    better = (difference > 0) | ((difference == 0) & (rank > 0))
    worse = (difference < 0) | ((difference == 0) & (rank < 0))
    effect = np.select(
        [~clear, better, worse], [Effect.UNCLEAR, Effect.WINS, Effect.LOSES], Effect.SAME
    ).astype(np.int8)
    sums = _sums(effect, paid, np.asarray(county, dtype=np.int64), len(counties))
    return CaseloadChange(
        program=program,
        total=_sums(effect, paid, np.zeros(len(effect), dtype=np.int64), 1)[0],
        by_county={code: one for code, one in zip(counties, sums, strict=True) if one.households},
        moves=tuple(_moves(program, before, after, effect, difference)),
        effect=effect,
        difference=difference,
    )


_ELIGIBLE, _UNDETERMINED = OUTCOMES.index(Outcome.ELIGIBLE), OUTCOMES.index(Outcome.UNDETERMINED)


def _amount(run: Run) -> NDArray[np.int64]:
    return np.where(run.outcome == _ELIGIBLE, run.amount, 0).astype(np.int64)


def _rank(program: Program, run: Run) -> NDArray[np.int64]:
    """0 for a refusal; among the eligible the stricter level stands higher."""
    height = len(program.levels) + 1 - run.level.astype(np.int64) if program.levels else 1
    return np.where(run.outcome == _ELIGIBLE, height, 0)


def _sums(
    effect: NDArray[np.int8], paid: tuple[NDArray[np.int64], ...], county: NDArray[np.int64], number: int
) -> list[Sum]:
    counts = np.bincount(county * len(Effect) + effect, minlength=number * len(Effect))
    table = counts.reshape(number, len(Effect)).tolist()
    money = [_total(amounts, county, number) for amounts in paid]
    return [
        Sum(
            households=sum(row),
            wins=row[Effect.WINS],
            loses=row[Effect.LOSES],
            same=row[Effect.SAME],
            unclear=row[Effect.UNCLEAR],
            before=money[0][index],
            after=money[1][index],
        )
        for index, row in enumerate(table)
    ]


def _total(amounts: NDArray[np.int64], group: NDArray[np.int64], number: int) -> list[int]:
    """Exact sums by group; `bincount` with weights would add in floating point."""
    totals = np.zeros(number, dtype=np.int64)
    np.add.at(totals, group, amounts)
    return [int(total) for total in totals]


def _moves(
    program: Program,
    before: Run,
    after: Run,
    effect: NDArray[np.int8],
    difference: NDArray[np.int64],
) -> Iterator[Move]:
    """Every pair of standings between which somebody wins, loses or becomes unclear, the greatest first."""
    standings, first, second = _standings(program, before, after)
    pair = first * len(standings) + second
    moved = np.flatnonzero((effect != Effect.SAME) & ((first != second) | (difference != 0)))
    pairs, group, households = np.unique(pair[moved], return_inverse=True, return_counts=True)
    money = _total(difference[moved], group.astype(np.int64), len(pairs))
    for index in np.argsort(-households, kind="stable"):
        start, end = divmod(int(pairs[index]), len(standings))
        yield Move(standings[start], standings[end], int(households[index]), money[index])


def _standings(
    program: Program, before: Run, after: Run
) -> tuple[list[Standing], NDArray[np.int64], NDArray[np.int64]]:
    """All standings of a program, and each household's place among them in both runs."""
    grades = sorted({0, *program.grades})
    places = [_place(program, grades, run) for run in (before, after)]
    listed = [
        Standing(outcome, *_words(program, outcome, level, grade))
        for outcome in OUTCOMES
        for level in range(len(program.levels) + 1)
        for grade in grades
    ]
    return listed, places[0], places[1]


def _place(program: Program, grades: list[int], run: Run) -> NDArray[np.int64]:
    eligible = run.outcome == _ELIGIBLE
    known = np.isin(run.grade, grades) & eligible
    grade = np.where(known, np.searchsorted(grades, np.where(known, run.grade, 0)), 0)
    level = np.where(eligible, run.level, 0)
    place: NDArray[np.int64] = (run.outcome.astype(np.int64) * (len(program.levels) + 1) + level) * len(
        grades
    ) + grade
    return place


def _words(program: Program, outcome: Outcome, level: int, grade: int) -> tuple[str, str, str, str]:
    """Codes of level and class, then the standing in words."""
    if outcome is not Outcome.ELIGIBLE:
        return "", "", *OUTCOME_WORDS[outcome]
    found = program.levels[level - 1] if level else None
    named = program.grades.get(grade)
    parts = [part for part in (found, named) if part]
    zh, en = "".join(part.zh for part in parts), ", ".join(part.en for part in parts)
    codes = found.code if found else "", named.code if named else ""
    return *codes, zh or OUTCOME_WORDS[outcome][0], en or OUTCOME_WORDS[outcome][1]
