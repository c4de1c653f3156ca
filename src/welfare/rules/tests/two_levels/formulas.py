"""Formulas of the made-up program: a strict level with aid, a wide one that is a status only."""

from __future__ import annotations

from welfare.rules.article import Article
from welfare.rules.formula import formula, of_applicant, requirement, total

LAW = "試"

days_here = of_applicant("days_in_taiwan", zh="居住日數", en="days here", unit="day")
household_movable = total(of="movable_property", over="is_counted", zh="動產", en="movable property")
paid_together = total(of="share", over="is_counted", zh="每月金額", en="monthly amount")


@formula(article=Article(LAW, "1"), entity="case", zh="低標準", en="low limit", unit="cent_year")
def low_limit(low_line: int, counted_size: int) -> int:
    """For all counted members and a year."""
    return low_line * 100 * 12 * counted_size


@formula(article=Article(LAW, "1"), entity="case", zh="上限標準", en="cap", unit="cent_year")
def cap_limit(cap_line: int, counted_size: int) -> int:
    """For all counted members and a year."""
    return cap_line * 100 * 12 * counted_size


@formula(article=Article(LAW, "2"), entity="case", zh="中標準", en="middle limit", unit="cent_year")
def middle_limit(middle_line: int, counted_size: int) -> int:
    """For all counted members and a year."""
    return middle_line * 100 * 12 * counted_size


@requirement(
    article=Article(LAW, "5"), zh="住滿", en="lived here", unit="day", value="days_here", limit="days_needed",
    comparator=">",
)  # fmt: skip
def long_enough(days_here: int, days_needed: int) -> bool:
    """More than the days needed."""
    return days_here > days_needed


@requirement(
    article=Article(LAW, "1"), zh="收入（低）", en="income (low)", unit="cent_year", value="household_income",
    limit="low_limit", comparator="<=", per="counted_size", group="income",
)  # fmt: skip
def low_income(household_income: int, low_limit: int) -> bool:
    """At most the low line."""
    return household_income <= low_limit


@requirement(
    article=Article(LAW, "1"), zh="收入上限", en="income cap", unit="cent_year", value="household_income",
    limit="cap_limit", comparator="<=", per="counted_size", group="income",
)  # fmt: skip
def low_income_cap(household_income: int, cap_limit: int) -> bool:
    """At most the cap."""
    return household_income <= cap_limit


@requirement(
    article=Article(LAW, "1"), zh="動產（低）", en="movable (low)", unit="ntd", value="household_movable",
    limit="low_movable", comparator="<=",
)  # fmt: skip
def low_property(household_movable: int, low_movable: int) -> bool:
    """At most the low limit."""
    return household_movable <= low_movable


@requirement(
    article=Article(LAW, "2"), zh="收入（中）", en="income (middle)", unit="cent_year",
    value="household_income", limit="middle_limit", comparator="<=", per="counted_size", group="income",
)  # fmt: skip
def middle_income(household_income: int, middle_limit: int) -> bool:
    """At most the middle line."""
    return household_income <= middle_limit


@requirement(
    article=Article(LAW, "2"), zh="動產（中）", en="movable (middle)", unit="ntd", value="household_movable",
    limit="middle_movable", comparator="<=",
)  # fmt: skip
def middle_property(household_movable: int, middle_movable: int) -> bool:
    """At most the middle limit."""
    return household_movable <= middle_movable


@formula(article=Article(LAW, "1"), entity="case", zh="符合低標", en="on the low level")
def on_low_level(low_income: bool, low_income_cap: bool, low_property: bool) -> bool:
    """All tests of the strict level."""
    return low_income and low_income_cap and low_property


@formula(article=Article(LAW, "3"), entity="case", zh="款別", en="class")
def aid_class(on_low_level: bool) -> int:
    """Class 1 on the low level, else the status alone."""
    if on_low_level:
        return 1
    return 0


@formula(article=Article(LAW, "3"), zh="每人金額", en="share", unit="ntd")
def share(is_listed: bool, on_low_level: bool, aid: int) -> int:
    """The aid of a listed person on the low level."""
    if not is_listed or not on_low_level:
        return 0
    return aid


@formula(article=Article(LAW, "4"), entity="case", zh="加發", en="extra", unit="ntd")
def supplement(on_low_level: bool, extra: int) -> int:
    """Paid beside the aid on the low level."""
    if not on_low_level:
        return 0
    return extra
