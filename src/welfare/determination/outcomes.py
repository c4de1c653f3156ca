"""A determination's outcome in words."""

from typing import Any

from django.utils.translation import get_language, gettext_noop

from welfare.determination.models import Determination
from welfare.determination.selectors import result_of
from welfare.rules.explanation import Language


def language() -> Language:
    """The language of the rules' own texts for the present reader."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def outcome_words(made: Determination) -> str:
    """The conclusion in one sentence, in the reader's language."""
    return result_of(made).headline(language())


def story_line(made: Determination) -> tuple[str, dict[str, Any]]:
    """msgid and parameters of the timeline's sentence."""
    if made.outcome == "eligible" and made.monthly_amount is not None:
        return gettext_noop("系統試算：符合，每月 %(amount)s 元"), {"amount": f"{made.monthly_amount:,}"}
    if made.outcome == "eligible":
        return gettext_noop("系統試算：符合"), {}
    if made.outcome == "ineligible":
        return gettext_noop("系統試算：不符合"), {}
    return gettext_noop("系統試算：還缺資料，尚無法計算"), {}
