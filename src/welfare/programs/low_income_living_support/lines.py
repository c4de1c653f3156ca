"""The three tests of a level: income per head, movable property, real estate.

低收入戶 — 社會救助法 §4; 中低收入戶 — §4-1, by its own announced figures, never 1.5 times the other. All
limits are inclusive ("以下", "未超過"). Income is in hundredths of an NT$ over twelve months, for all
counted members together, so that nothing is rounded before it is compared. Who has nothing needs no limit.
"""

from __future__ import annotations

from welfare.programs.low_income_living_support.codes import LAW
from welfare.rules.article import Article
from welfare.rules.formula import formula, requirement

PARTS = ("household_work_income", "household_property_income", "household_other_income")


@formula(
    article=Article(LAW, "4", 1), entity="case", zh="低收入戶所得標準", en="low-income line", unit="cent_year"
)
def low_income_limit(minimum_living_expense: int, counted_size: int) -> int:
    """The minimum living expense for all counted members and a year."""
    return minimum_living_expense * 100 * 12 * counted_size


@formula(
    article=Article(LAW, "4-1", 1, 1),
    entity="case",
    zh="中低收入戶所得標準",
    en="middle-low-income line",
    unit="cent_year",
)
def middle_low_income_limit(middle_low_income_line: int, counted_size: int) -> int:
    """The announced line: 1.5 times the minimum living expense at most, capped by the national median."""
    return middle_low_income_line * 100 * 12 * counted_size


@formula(
    article=Article(LAW, "4", 1),
    entity="case",
    zh="低收入戶動產限額",
    en="low-income movable limit",
    unit="ntd",
)
def low_movable_limit(
    movable_limit_is_stepped: bool,
    low_income_movable_per_person: int,
    low_income_movable_base: int,
    low_income_movable_each_further: int,
    movable_step_heads: int,
    counted_size: int,
) -> int:
    """So much for each counted member; in 福建省 one sum up to four heads and a further sum for each more."""
    if not movable_limit_is_stepped:
        return low_income_movable_per_person * counted_size
    if counted_size <= movable_step_heads:
        return low_income_movable_base
    return low_income_movable_base + low_income_movable_each_further * (counted_size - movable_step_heads)


@formula(
    article=Article(LAW, "4-1", 1, 2),
    entity="case",
    zh="中低收入戶動產限額",
    en="middle-low movable limit",
    unit="ntd",
)
def middle_low_movable_limit(
    movable_limit_is_stepped: bool,
    middle_low_movable_per_person: int,
    middle_low_movable_base: int,
    middle_low_movable_each_further: int,
    movable_step_heads: int,
    counted_size: int,
) -> int:
    """As for low income, with the figures of the middle-low level."""
    if not movable_limit_is_stepped:
        return middle_low_movable_per_person * counted_size
    if counted_size <= movable_step_heads:
        return middle_low_movable_base
    return middle_low_movable_base + middle_low_movable_each_further * (counted_size - movable_step_heads)


@requirement(
    article=Article(LAW, "4", 1),
    zh="每人每月收入（低收入戶）",
    en="monthly income per counted member (low income)",
    unit="cent_year",
    value="low_income_household_income",
    limit="low_income_limit",
    comparator="<=",
    per="counted_size",
    group="income",
    parts=PARTS,
)
def low_income_within_line(low_income_household_income: int, low_income_limit: int) -> bool:
    """At most the minimum living expense."""
    if low_income_household_income <= 0:
        return True
    return low_income_household_income <= low_income_limit


@requirement(
    article=Article(LAW, "4", 1),
    zh="動產（低收入戶）",
    en="movable property (low income)",
    unit="ntd",
    value="low_income_household_movable",
    limit="low_movable_limit",
    comparator="<=",
)
def low_movable_within_limit(low_income_household_movable: int, low_movable_limit: int) -> bool:
    """Movable property of all counted members."""
    if low_income_household_movable <= 0:
        return True
    return low_income_household_movable <= low_movable_limit


@requirement(
    article=Article(LAW, "4", 1),
    zh="不動產（低收入戶）",
    en="real estate (low income)",
    unit="ntd",
    value="household_real_estate",
    limit="low_income_real_estate_limit",
    comparator="<=",
)
def low_real_estate_within_limit(household_real_estate: int, low_income_real_estate_limit: int) -> bool:
    """Land and houses of all counted members; the home lived in counts."""
    if household_real_estate <= 0:
        return True
    return household_real_estate <= low_income_real_estate_limit


@requirement(
    article=Article(LAW, "4-1", 1, 1),
    zh="每人每月收入（中低收入戶）",
    en="monthly income per counted member (middle-low income)",
    unit="cent_year",
    value="household_income",
    limit="middle_low_income_limit",
    comparator="<=",
    per="counted_size",
    group="income",
    parts=PARTS,
)
def middle_low_income_within_line(household_income: int, middle_low_income_limit: int) -> bool:
    """At most the announced middle-low line."""
    if household_income <= 0:
        return True
    return household_income <= middle_low_income_limit


@requirement(
    article=Article(LAW, "4-1", 1, 2),
    zh="動產（中低收入戶）",
    en="movable property (middle-low income)",
    unit="ntd",
    value="household_movable",
    limit="middle_low_movable_limit",
    comparator="<=",
)
def middle_low_movable_within_limit(household_movable: int, middle_low_movable_limit: int) -> bool:
    """Movable property of all counted members."""
    if household_movable <= 0:
        return True
    return household_movable <= middle_low_movable_limit


@requirement(
    article=Article(LAW, "4-1", 1, 2),
    zh="不動產（中低收入戶）",
    en="real estate (middle-low income)",
    unit="ntd",
    value="household_real_estate",
    limit="middle_low_real_estate_limit",
    comparator="<=",
)
def middle_low_real_estate_within_limit(
    household_real_estate: int, middle_low_real_estate_limit: int
) -> bool:
    """Land and houses of all counted members; the home lived in counts."""
    if household_real_estate <= 0:
        return True
    return household_real_estate <= middle_low_real_estate_limit


@formula(article=Article(LAW, "4", 1), entity="case", zh="低收入戶", en="low-income household")
def is_low_income(
    low_income_within_line: bool, low_movable_within_limit: bool, low_real_estate_within_limit: bool
) -> bool:
    """All three tests; otherwise the same form is judged as middle-low income."""
    return low_income_within_line and low_movable_within_limit and low_real_estate_within_limit
