"""The tests of a result by level: the common ones, then each way to qualify, the strictest first."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from welfare.determination.drawing import in_words
from welfare.rules.explanation import Determination as Result
from welfare.rules.explanation import Step
from welfare.web.components import Verdict


@dataclass(frozen=True, slots=True)
class LevelTests:
    """The tests of one level; `is_reached` when this is the one that decides."""

    code: str
    title: str
    verdict: Verdict
    steps: tuple[Step, ...]
    is_reached: bool


def common_tests(result: Result) -> tuple[Step, ...]:
    """What every case must pass, whatever the level."""
    return tuple(step for step in result.steps if not step.level)


def level_tests(result: Result) -> tuple[LevelTests, ...]:
    """Each level with its tests, strictest first; none for a program with one way to qualify."""
    codes = dict.fromkeys(step.level for step in result.steps if step.level)
    return tuple(_level(result, code) for code in codes)


def needed_levels(result: Result) -> tuple[LevelTests, ...]:
    """The levels up to the one that is reached: beyond it nothing is asked any more."""
    found: list[LevelTests] = []
    for level in level_tests(result):
        found.append(level)
        if level.is_reached:
            break
    return tuple(found)


def deciding_failures(result: Result) -> tuple[Step, ...]:
    """The failed tests that speak against the case: the common ones, and those of the last level left."""
    levels = level_tests(result)
    last = levels[-1].steps if levels else ()
    return tuple(step for step in (*common_tests(result), *last) if step.status == "failed")


def _level(result: Result, code: str) -> LevelTests:
    steps = tuple(step for step in result.steps if step.level == code)
    is_reached = result.outcome == "eligible" and result.level == code
    return LevelTests(
        code=code,
        title=in_words(steps[0], "level"),
        verdict=_verdict(steps, is_reached=is_reached),
        steps=steps,
        is_reached=is_reached,
    )


def _verdict(steps: tuple[Step, ...], *, is_reached: bool) -> Verdict:
    if is_reached:
        return Verdict("ok", _("核列這一級"))
    statuses = {step.status for step in steps}
    if "failed" in statuses:
        return Verdict("stop", _("不符合"))
    if "unknown" in statuses:
        return Verdict("judge", _("還缺資料"))
    return Verdict("none", _("這一級符合"))
