"""Words for what is stored in English."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare.determination.outcomes import language, standing
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


def program_name(code: str) -> str:
    """The name of a program in the reader's language."""
    return str(getattr(program(code), f"name_{language()}"))


def conclusion(review: Review, program_code: str) -> str:
    """符合 第一級，每月 8,329 元 — what one judgement says."""
    words = " ".join(filter(None, (str(REVIEW_RESULT[review.result]), standing_of(review, program_code))))
    if not review.monthly_amount or review.result != ReviewResult.ELIGIBLE:
        return words
    return _("%(result)s，每月 %(amount)s") % {"result": words, "amount": format_ntd(review.monthly_amount)}


def standing_of(review: Review, program_code: str) -> str:
    """What the judgement grants: level and grade are the rules' own."""
    if review.result != ReviewResult.ELIGIBLE:
        return ""
    return standing(program_code, level=review.determination.level, grade=review.grade)
