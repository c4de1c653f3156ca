"""Words for what is stored in English."""

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from welfare.foundation.money import format_ntd
from welfare.review.models import Review, ReviewLevel, ReviewResult
from welfare.rules.registry import program

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REVIEW_LEVEL: dict[str, "_StrPromise"] = {
    ReviewLevel.FIRST_REVIEW: gettext_lazy("初審"),
    ReviewLevel.SECOND_REVIEW: gettext_lazy("複審"),
}
REVIEW_RESULT: dict[str, "_StrPromise"] = {
    ReviewResult.ELIGIBLE: gettext_lazy("符合"),
    ReviewResult.INELIGIBLE: gettext_lazy("不符合"),
    ReviewResult.RETURNED: gettext_lazy("退回公所"),
}


def grade_words(program_code: str, grade: str) -> str:
    """第一級 for tier_1, in the reader's language; empty when there is no grade."""
    found = next((g for g in program(program_code).grades.values() if g.code == grade), None)
    if found is None:
        return ""
    return found.en if (get_language() or "").startswith("en") else found.zh


def conclusion(review: Review, program_code: str) -> str:
    """符合 第一級，每月 8,329 元 — what one judgement says."""
    words = " ".join(
        filter(None, (str(REVIEW_RESULT[review.result]), grade_words(program_code, review.grade)))
    )
    if review.monthly_amount is None or review.result != ReviewResult.ELIGIBLE:
        return words
    return _("%(result)s，每月 %(amount)s") % {"result": words, "amount": format_ntd(review.monthly_amount)}
