"""The tests of a determination as a letter speaks of them; nothing is computed here."""

import re
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

_IN_BRACKETS = re.compile(r"（[^（）]*）$")


def is_failed(step: Json) -> bool:
    return bool(step["status"] == "failed")


def plain_label(step: Json) -> str:
    """What a test is called; beside the other levels its own level is not said again."""
    label = str(step["label_zh"])
    return _IN_BRACKETS.sub("", label) if step.get("level") else label


def difference_words(step: Json) -> str:
    """超過 495, 少 1,838, 不足 3; 免審 where the law waives the test."""
    if step["status"] == "waived":
        return str(step["verdict_zh"])
    falls_short = step["comparator"] in (">", ">=")
    if is_failed(step):
        return f"{'不足' if falls_short else '超過'} {step['difference_text']}"
    return f"{'多' if falls_short else '少'} {step['difference_text']}"


def levels_of(result: Json) -> tuple[tuple[Json, ...], ...]:
    """The tests of each level, strictest first; none for a program with one way to qualify."""
    codes = dict.fromkeys(step["level"] for step in result["steps"] if step.get("level"))
    return tuple(tuple(s for s in result["steps"] if s.get("level") == code) for code in codes)


def levels_looked_at(result: Json) -> tuple[tuple[Json, ...], ...]:
    """The levels up to the one that is reached."""
    levels = levels_of(result)
    reached = [n for n, steps in enumerate(levels, start=1) if steps[0]["level"] == result.get("level")]
    return levels[: reached[0]] if reached else levels


def failed_of(result: Json) -> tuple[Json, ...]:
    """The tests that were not met, of the levels that were looked at."""
    common = [step for step in result["steps"] if not step.get("level")]
    looked_at = [step for steps in levels_looked_at(result) for step in steps]
    return tuple(step for step in (*common, *looked_at) if is_failed(step))


def first_failed(result: Json) -> Json | None:
    """The failed test to name first: one with a figure, of the level nearest to be reached, else any."""
    failed = failed_of(result)
    with_figure = [step for step in failed if step["kind"] != "check" and step["value"] is not None]
    common = [step for step in with_figure if not step.get("level")]
    last = [step for step in with_figure if step.get("level") == failed[-1].get("level")]
    return next(iter([*common, *last, *failed]), None)
