"""Income and property — §2 I ④ and II. Income is in hundredths of an NT$ over twelve months for all counted
members, so every comparison is between exact totals.

The comparators differ: income must lie below 2.5 times the minimum living expense and may reach 1.5 times
the average consumption.
"""

from __future__ import annotations

from datetime import date

from welfare.programs.disability_living_subsidy.codes import LAW
from welfare.rules.article import Article
from welfare.rules.formula import formula, of_applicant, requirement, total

applicant_is_special_case = of_applicant(
    "has_special_case_real_estate",
    zh="經中央主管機關專案核定",
    en="special case approved by the ministry",
    returns="bool",
)


@formula(article=Article(LAW, "2", 1, 4), entity="case", zh="免審收入與財產", en="means test waived")
def means_test_waived(is_listed_low_income: bool) -> bool:
    """Listed low-income and middle-low-income households have passed a stricter test."""
    return is_listed_low_income


@formula(article=Article(LAW, "2", 2), entity="case", zh="不動產未增加", en="property did not grow")
def property_did_not_grow(
    received_in_previous_year: bool, property_added: bool, value_rise_within_adjustment: bool
) -> bool:
    """Last year's recipient whose counted members added nothing and whose property only followed the
    announced land values."""
    if not received_in_previous_year:
        return False
    return not property_added and value_rise_within_adjustment


@formula(
    article=Article(LAW, "2", 2),
    entity="case",
    zh="免審不動產",
    en="real-estate test waived",
    to=date(2019, 12, 31),
)
def real_estate_test_waived(means_test_waived: bool, property_did_not_grow: bool) -> bool:
    """Listed households, and last year's recipient whose property did not grow."""
    return means_test_waived or property_did_not_grow


@formula(
    article=Article(LAW, "2", 2),
    entity="case",
    zh="免審不動產",
    en="real-estate test waived",
    from_=date(2020, 1, 1),
)
def real_estate_test_waived_from_2020(
    means_test_waived: bool, property_did_not_grow: bool, applicant_is_special_case: bool
) -> bool:
    """Also a special case that the county reported and the ministry approved: a person's decision."""
    return means_test_waived or applicant_is_special_case or property_did_not_grow


@formula(
    article=Article(LAW, "2", 1, 4),
    entity="case",
    zh="收入上限（最低生活費倍數）",
    en="income limit",
    unit="cent_year",
)
def income_multiple_limit(
    minimum_living_expense: int, income_multiple_percent: int, counted_size: int
) -> int:
    """2.5 times the minimum living expense, for all counted members and a year."""
    return minimum_living_expense * income_multiple_percent * 12 * counted_size


@formula(
    article=Article(LAW, "2", 1, 4),
    entity="case",
    zh="收入上限（消費支出倍數）",
    en="consumption limit",
    unit="cent_year",
)
def consumption_limit(average_consumption: int, consumption_multiple_percent: int, counted_size: int) -> int:
    """1.5 times the average consumption in Taiwan, for all counted members and a year."""
    return average_consumption * consumption_multiple_percent * 12 * counted_size


@formula(article=Article(LAW, "2", 1, 4), entity="case", zh="動產限額", en="movable limit", unit="ntd")
def movable_limit(movable_first: int, movable_each_further: int, counted_size: int) -> int:
    """A sum for one person and a further sum for every other counted member."""
    return movable_first + movable_each_further * (counted_size - 1)


#: The text names these two only: neither investments nor vehicles nor other movable property.
household_deposits_and_securities = total(
    of="deposits_and_securities", over="is_counted", zh="存款及有價證券", en="deposits and securities"
)


@requirement(
    article=Article(LAW, "2", 1, 4),
    zh="每人每月收入",
    en="monthly income per counted member",
    unit="cent_year",
    value="household_income",
    limit="income_multiple_limit",
    comparator="<",
    per="counted_size",
    waived_by="means_test_waived",
    printed="printed_income_limit",
    group="income",
    parts=("household_work_income", "household_property_income", "household_other_income"),
)
def income_below_multiple(household_income: int, income_multiple_limit: int) -> bool:
    """Below 2.5 times the minimum living expense: the figure itself is too much. No income needs no line to
    be known."""
    if household_income <= 0:
        return True
    return household_income < income_multiple_limit


@requirement(
    article=Article(LAW, "2", 1, 4),
    zh="每人每月收入（消費支出上限）",
    en="monthly income per counted member (consumption cap)",
    unit="cent_year",
    value="household_income",
    limit="consumption_limit",
    comparator="<=",
    per="counted_size",
    waived_by="means_test_waived",
    group="income",
    parts=("household_work_income", "household_property_income", "household_other_income"),
)
def income_within_consumption(household_income: int, consumption_limit: int) -> bool:
    """At most 1.5 times the average monthly consumption per person."""
    if household_income <= 0:
        return True
    return household_income <= consumption_limit


@requirement(
    article=Article(LAW, "2", 1, 4),
    zh="存款及有價證券",
    en="deposits and securities",
    unit="ntd",
    value="household_deposits_and_securities",
    limit="movable_limit",
    comparator="<=",
    waived_by="means_test_waived",
)
def movable_within_limit(household_deposits_and_securities: int, movable_limit: int) -> bool:
    """Deposits and securities of all counted members."""
    return household_deposits_and_securities <= movable_limit


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
    """Land and houses within the limit in force; nothing owned needs no limit to be known."""
    if household_real_estate <= 0:
        return True
    return household_real_estate <= real_estate_limit
