"""Income and property — §2 I ②, ③, ④, II and §4. Income is in hundredths of an NT$ over twelve months for
all counted members together: percent × monthly NT$ × 12 × heads is the same unit, so every comparison is
between exact totals."""

from __future__ import annotations

from welfare.programs.senior_living_allowance.codes import LAW
from welfare.rules.article import Article
from welfare.rules.formula import formula, of_applicant, requirement, total

applicant_has_special_income = of_applicant(
    "has_special_case_income", zh="收入經專案核定", en="special case on income", returns="bool"
)
applicant_has_special_movable = of_applicant(
    "has_special_case_movable", zh="動產經專案核定", en="special case on movable property", returns="bool"
)
applicant_has_special_real_estate = of_applicant(
    "has_special_case_real_estate", zh="不動產經專案核定", en="special case on real estate", returns="bool"
)
#: §2 I ③ names deposits, investments and securities, and nothing else.
household_movable = total(of="financial_property", over="is_counted", zh="動產", en="movable property")


@formula(article=Article(LAW, "2", 2), entity="case", zh="免審收入與財產", en="means test waived")
def means_test_waived(is_listed_low_income: bool) -> bool:
    """Listed low-income and middle-low-income households have passed a stricter test."""
    return is_listed_low_income


@formula(article=Article(LAW, "2", 1, 2), entity="case", zh="免審收入", en="income test waived")
def income_test_waived(means_test_waived: bool, applicant_has_special_income: bool) -> bool:
    """Waived as well for a special case that the ministry approved."""
    return means_test_waived or applicant_has_special_income


@formula(article=Article(LAW, "2", 1, 3), entity="case", zh="免審動產", en="movable test waived")
def movable_test_waived(means_test_waived: bool, applicant_has_special_movable: bool) -> bool:
    """Waived as well for a special case that the ministry approved."""
    return means_test_waived or applicant_has_special_movable


@formula(article=Article(LAW, "4", 2), entity="case", zh="免審不動產", en="real-estate test waived")
def real_estate_test_waived(
    means_test_waived: bool,
    applicant_has_special_real_estate: bool,
    received_in_previous_year: bool,
    property_added: bool,
    value_rise_within_adjustment: bool,
) -> bool:
    """Waived as well for last year's recipient who added nothing and whose property only followed land
    values, and for a special case that the ministry approved."""
    if means_test_waived or applicant_has_special_real_estate:
        return True
    if not received_in_previous_year:
        return False
    return not property_added and value_rise_within_adjustment


@formula(
    article=Article(LAW, "2", 1, 2), entity="case", zh="每人收入上限（最低生活費倍數）", en="income line",
    unit="cent_year",
)  # fmt: skip
def income_line(minimum_living_expense: int, income_multiple_percent: int) -> int:
    """2.5 times the minimum living expense, for one person and a year."""
    return minimum_living_expense * income_multiple_percent * 12


@formula(
    article=Article(LAW, "2", 1, 2), entity="case", zh="每人收入上限（消費支出倍數）", en="consumption line",
    unit="cent_year",
)  # fmt: skip
def consumption_line(average_consumption: int, consumption_multiple_percent: int) -> int:
    """1.5 times the average consumption in Taiwan, for one person and a year."""
    return average_consumption * consumption_multiple_percent * 12


@formula(
    article=Article(LAW, "2", 1, 2),
    entity="case",
    zh="收入上限（最低生活費倍數）",
    en="income limit",
    unit="cent_year",
)
def income_multiple_limit(income_line: int, counted_size: int) -> int:
    """The line for all counted members."""
    return income_line * counted_size


@formula(
    article=Article(LAW, "2", 1, 2),
    entity="case",
    zh="收入上限（消費支出倍數）",
    en="consumption limit",
    unit="cent_year",
)
def consumption_limit(consumption_line: int, counted_size: int) -> int:
    """The line for all counted members."""
    return consumption_line * counted_size


@formula(article=Article(LAW, "5", 1), entity="case", zh="第一級標準", en="tier line", unit="cent_year")
def tier_limit(tier_line: int, counted_size: int) -> int:
    """The announced line, for all counted members and a year."""
    return tier_line * 100 * 12 * counted_size


@formula(article=Article(LAW, "2", 1, 3), entity="case", zh="動產限額", en="movable limit", unit="ntd")
def movable_limit(movable_first: int, movable_each_further: int, counted_size: int) -> int:
    """A sum for one person and a further sum for every other counted member."""
    return movable_first + movable_each_further * (counted_size - 1)


@requirement(
    article=Article(LAW, "2", 1, 2),
    zh="每人每月收入",
    en="monthly income per counted member",
    unit="cent_year",
    value="household_income",
    limit="income_multiple_limit",
    comparator="<=",
    per="counted_size",
    waived_by="income_test_waived",
    mark="tier_limit",
    mark_words=("第一級", "tier 1"),
    printed="printed_income_limit",
    group="income",
    parts=("household_work_income", "household_property_income", "household_other_income"),
)
def income_within_multiple(household_income: int, income_multiple_limit: int) -> bool:
    """At most 2.5 times the minimum living expense."""
    return household_income <= income_multiple_limit


@requirement(
    article=Article(LAW, "2", 1, 2),
    zh="每人每月收入（消費支出上限）",
    en="monthly income per counted member (consumption cap)",
    unit="cent_year",
    value="household_income",
    limit="consumption_limit",
    comparator="<=",
    per="counted_size",
    waived_by="income_test_waived",
    mark="tier_limit",
    mark_words=("第一級", "tier 1"),
    group="income",
    parts=("household_work_income", "household_property_income", "household_other_income"),
)
def income_within_consumption(household_income: int, consumption_limit: int) -> bool:
    """At most 1.5 times the average monthly consumption per person."""
    return household_income <= consumption_limit


@requirement(
    article=Article(LAW, "2", 1, 3),
    zh="動產",
    en="movable property",
    unit="ntd",
    value="household_movable",
    limit="movable_limit",
    comparator="<=",
    waived_by="movable_test_waived",
)
def movable_within_limit(household_movable: int, movable_limit: int) -> bool:
    """Deposits, investments and securities of all counted members."""
    return household_movable <= movable_limit


@requirement(
    article=Article(LAW, "2", 1, 4),
    zh="不動產",
    en="real estate",
    unit="ntd",
    value="household_real_estate",
    limit="real_estate_limit",
    comparator="<=",
    waived_by="real_estate_test_waived",
)
def real_estate_within_limit(household_real_estate: int, real_estate_limit: int) -> bool:
    """Land and houses within the reasonable value each county fixes; nothing owned needs no limit to be
    known."""
    if household_real_estate <= 0:
        return True
    return household_real_estate <= real_estate_limit
