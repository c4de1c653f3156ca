"""The addition of 2026 (加發生活補助): January 2026 to January 2027, for who receives a living subsidy or
allowance. Nobody applies; one for each person, the best one only; outside the ceiling of 社會救助法 §8."""

from __future__ import annotations

from datetime import date

from welfare.rules.article import Article
from welfare.rules.formula import formula

ADDED_SUPPORT_LAW = "關懷弱勢民眾加發生活補助辦法"


@formula(
    article=Article(ADDED_SUPPORT_LAW, ""),
    entity="case",
    zh="加發生活補助",
    en="added living support",
    unit="ntd",
    from_=date(2026, 1, 1),
    to=date(2027, 1, 31),
)
def added_support(is_listed_low_income: bool, added_support_other: int) -> int:
    """A listed household receives the higher sum with its listing, so nothing is paid with this benefit."""
    if is_listed_low_income:
        return 0
    return added_support_other
