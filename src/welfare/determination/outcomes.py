"""A determination's outcome in words."""

from typing import Any

from django.utils.translation import get_language, gettext_noop

from welfare.determination.models import Determination
from welfare.determination.selectors import result_of
from welfare.rules.explanation import Language
from welfare.rules.registry import program


def language() -> Language:
    """The language of the rules' own texts for the present reader."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def outcome_words(made: Determination) -> str:
    """The conclusion in one sentence, in the reader's language."""
    return result_of(made).headline(language())


def standing(program_code: str, *, level: str, grade: str) -> str:
    """低收入戶第一款, 第一級 — what an eligible case is granted, in the reader's language; empty when the
    program knows one standing only."""
    benefit, at = program(program_code), language()
    levels = [one for one in benefit.levels if one.code == level]
    grades = [one for one in benefit.grades.values() if one.code == grade]
    words = [str(getattr(part, at)) for part in (*levels, *grades)]
    return (" " if at == "en" else "").join(words)


def story_line(made: Determination) -> tuple[str, dict[str, Any]]:
    """msgid and parameters of the timeline's sentence."""
    if made.outcome == "eligible" and made.monthly_amount:
        return gettext_noop("系統試算：符合，每月 %(amount)s 元"), {"amount": f"{made.monthly_amount:,}"}
    if made.outcome == "eligible":
        standing_zh = str(made.result.get("level_zh", "")) + str(made.result.get("grade_zh", ""))
        return gettext_noop("系統試算：符合%(standing)s"), {"standing": standing_zh}
    if made.outcome == "ineligible":
        return gettext_noop("系統試算：不符合"), {}
    return gettext_noop("系統試算：還缺資料，尚無法計算"), {}
