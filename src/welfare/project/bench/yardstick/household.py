"""The yardstick's quantities of a household: limits, tests, class and amount. NOT LAW."""

from __future__ import annotations

from welfare.project.bench.yardstick.codes import LAW, Class
from welfare.rules.article import Article
from welfare.rules.formula import formula, requirement


@formula(article=Article(LAW, "5", 1), zh="收入標準", en="income line", entity="case", unit="ntd_month")
def income_limit(minimum_living: int, counted_size: int) -> int:
    """For the whole household, so that nothing is rounded."""
    return minimum_living * counted_size


@formula(
    article=Article(LAW, "5", 2), zh="動產限額", en="limit of movable property", entity="case", unit="ntd"
)
def movable_limit(movable_per_head: int, counted_size: int) -> int:
    """For the whole household."""
    return movable_per_head * counted_size


@requirement(
    article=Article(LAW, "5", 1), zh="收入", en="income", unit="ntd_month",
    value="household_income", limit="income_limit", comparator="<=",
)  # fmt: skip
def income_within_line(household_income: int, income_limit: int) -> bool:
    """At most the line."""
    return household_income <= income_limit


@requirement(
    article=Article(LAW, "5", 2), zh="動產", en="movable property", unit="ntd",
    value="household_movable", limit="movable_limit", comparator="<=",
)  # fmt: skip
def movable_within_limit(household_movable: int, movable_limit: int) -> bool:
    """At most the limit."""
    return household_movable <= movable_limit


@requirement(
    article=Article(LAW, "5", 3), zh="不動產", en="real estate", unit="ntd",
    value="household_real_estate", limit="real_estate_limit", comparator="<=",
)  # fmt: skip
def real_estate_within_limit(household_real_estate: int, real_estate_limit: int) -> bool:
    """At most the limit."""
    return household_real_estate <= real_estate_limit


@requirement(
    article=Article(LAW, "6", 1), zh="收入（較寬）", en="income, wider line", unit="ntd_month",
    value="household_income", limit="income_limit", comparator="<=",
)  # fmt: skip
def income_within_wider_line(household_income: int, income_limit: int, wider_percent: int) -> bool:
    """At most so many percent of the line."""
    return household_income <= income_limit * wider_percent // 100


@requirement(
    article=Article(LAW, "6", 2), zh="動產（較寬）", en="movable property, wider limit", unit="ntd",
    value="household_movable", limit="movable_limit", comparator="<=",
)  # fmt: skip
def movable_within_wider_limit(household_movable: int, movable_limit: int, wider_percent: int) -> bool:
    """At most so many percent of the limit."""
    return household_movable <= movable_limit * wider_percent // 100


@requirement(
    article=Article(LAW, "6", 3), zh="不動產（較寬）", en="real estate, wider limit", unit="ntd",
    value="household_real_estate", limit="real_estate_limit", comparator="<=",
)  # fmt: skip
def real_estate_within_wider_limit(
    household_real_estate: int, real_estate_limit: int, wider_percent: int
) -> bool:
    """At most so many percent of the limit."""
    return household_real_estate <= real_estate_limit * wider_percent // 100


@formula(article=Article(LAW, "7", 1), zh="類別", en="class", entity="case")
def income_class(
    income_within_line: bool,
    movable_within_limit: bool,
    real_estate_within_limit: bool,
    income_within_wider_line: bool,
    movable_within_wider_limit: bool,
    real_estate_within_wider_limit: bool,
    household_income: int,
    income_limit: int,
    household_workers: int,
    counted_size: int,
    class_two_income_percent: int,
    class_two_worker_percent: int,
) -> int:
    """Nothing at all, little with few who could work, the rest within the lines, and those near them."""
    if income_within_line and movable_within_limit and real_estate_within_limit:
        if household_income <= 0 and household_workers <= 0:
            return Class.ONE
        few_able = household_workers * 100 <= counted_size * class_two_worker_percent
        if few_able and household_income * 100 <= income_limit * class_two_income_percent:
            return Class.TWO
        return Class.THREE
    if income_within_wider_line and movable_within_wider_limit and real_estate_within_wider_limit:
        return Class.MIDDLE
    return Class.NONE


@formula(article=Article(LAW, "7", 2), zh="每月金額", en="amount a month", entity="case", unit="ntd_month")
def monthly_amount(
    income_class: int,
    counted_size: int,
    household_children: int,
    household_students: int,
    class_one_per_head: int,
    class_two_household: int,
    child_amount: int,
    student_amount: int,
) -> int:
    """Per head in the first class; else for children and students, in the second beside a fixed sum."""
    if income_class == Class.ONE:
        return counted_size * class_one_per_head
    for_the_young = household_children * child_amount + household_students * student_amount
    if income_class == Class.TWO:
        return class_two_household + for_the_young
    if income_class == Class.THREE:
        return for_the_young
    return 0
