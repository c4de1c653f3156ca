"""From a test to a Step: value, limit, difference, the sentence for the letter and the sources."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from welfare.rules import amounts
from welfare.rules.criteria import Criterion
from welfare.rules.evaluation import Evaluation
from welfare.rules.outcome import STATUS_WORDS, Status
from welfare.rules.reasons import Measured, reason
from welfare.rules.records import Mark, Step
from welfare.rules.sources import Sources
from welfare.rules.verdict import Statuses


def build_steps(sources: Sources, statuses: Statuses) -> tuple[Step, ...]:
    """All tests in the order of the program; of several limits on one value in a level the lowest binds."""
    evaluation = sources.grounds.evaluation
    measured = {one.code: _measure(evaluation, one) for one in evaluation.law.criteria}
    return tuple(
        _step(sources, one, statuses[one.code], measured[one.code], _binds(one, measured))
        for one in evaluation.law.criteria
    )


def _measure(evaluation: Evaluation, one: Criterion) -> Measured:
    """Value and limit as they are shown, exact: per head where the test says so."""
    places = one.places
    value = evaluation.at(places.value)
    heads = 1 if places.heads is None else evaluation.at(places.heads)
    if places.limit is None:
        return Measured(value, heads, None if value is None else Fraction(value))
    if heads is None:
        return Measured(value, heads)
    divisor = one.divisor * max(heads, 1)
    limit = evaluation.at(places.limit)
    return Measured(
        value,
        heads,
        None if value is None else amounts.ratio(value, divisor),
        None if limit is None else amounts.ratio(limit, divisor),
        None if value is None or limit is None else amounts.ratio(limit - value, divisor),
        divisor,
    )


def _binds(one: Criterion, measured: dict[str, Measured]) -> bool:
    """With a limit that is unknown the first of the rivals is taken to bind."""
    if len(one.rivals) == 1:
        return True
    limits = [measured[code].limit for code in one.rivals]
    known = [limit for limit in limits if limit is not None]
    lowest = limits.index(min(known)) if len(known) == len(limits) else 0
    return one.rivals[lowest] == one.code


def _step(sources: Sources, one: Criterion, status: Status, found: Measured, binding: bool) -> Step:
    evaluation = sources.grounds.evaluation
    reading, wanted, level = one.reading, one.wanted, one.level
    is_check = one.kind == "check"
    value_text = amounts.yes_no(found.raw) if is_check else amounts.text(found.value)
    limit_text = "" if is_check else amounts.text(found.limit)
    gap_text = amounts.text(found.difference).removeprefix("-")
    per_zh, per_en = _per(evaluation, one, found)
    zh, en = reason(sources.grounds, one, status, found, (value_text, limit_text, gap_text))
    level_words = (level.code, level.zh, level.en) if level else ("", "", "")
    return Step(  # in the order of the record: by name it takes three times as long
        one.code, reading.zh, reading.en, one.kind,
        status, None if status is Status.UNKNOWN else status is not Status.FAILED,
        wanted.comparator, found.value, found.limit, value_text, limit_text, one.printed_text, *one.unit,
        found.difference, gap_text,
        *STATUS_WORDS[status], zh, en,
        one.article, one.article_full, binding, _marks(evaluation, one, found), per_zh,
        sources.of(*_cited(one, status)),
        *level_words, per_en,
    )  # fmt: skip


def _cited(one: Criterion, status: Status) -> Iterator[str]:
    """The quantities a test rests on: itself, and what spares it when it is waived or that did not help."""
    if status is not Status.WAIVED:
        yield one.code
    if one.wanted.waived_by and status in (Status.WAIVED, Status.FAILED):
        yield one.wanted.waived_by


def _marks(evaluation: Evaluation, one: Criterion, found: Measured) -> tuple[Mark, ...]:
    line = None if one.places.mark is None else evaluation.at(one.places.mark)
    if line is None or found.heads is None:
        return ()
    shown = amounts.ratio(line, found.divisor)
    return (Mark(*one.wanted.mark_words, value=shown, text=amounts.text(shown)),)


def _per(evaluation: Evaluation, one: Criterion, found: Measured) -> tuple[str, str]:
    """The division: the parts of the sum where they add up to it, and the heads."""
    if not one.wanted.per or found.heads is None or found.raw is None:
        return "", ""
    parts = [value for place in one.places.parts if (value := evaluation.at(place))]
    if len(parts) > 1 and sum(parts) == found.raw:
        total = "＋".join(amounts.text(amounts.ratio(part, one.divisor)) for part in parts)
        total = f"（{total}）"
    else:
        total = f"{amounts.text(amounts.ratio(found.raw, one.divisor))} "
    return f"{total}÷ {found.heads} 人", f"{total}÷ {found.heads}"
