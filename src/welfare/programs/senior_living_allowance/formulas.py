"""中低收入老人生活津貼發給辦法 (110.11.09, in force 2022-01-01), one small function for each legal
quantity.

Who counts, income, work ability and land follow 社會救助法 and are borrowed (§3, §4). Income is in
hundredths of an NT$ over twelve months, for all counted members together: percent × monthly NT$ × 12 ×
heads is the same unit, so every comparison is between exact totals.
"""

from __future__ import annotations

from welfare.programs.senior_living_allowance.codes import LAW, Tier
from welfare.rules.article import Article
from welfare.rules.formula import formula, of_applicant, requirement, total

applicant_age = of_applicant("age", zh="申請人年齡", en="age of the applicant", unit="year")
applicant_birth_month = of_applicant(
    "birth_month", zh="申請人出生月", en="applicant's month of birth", unit="month"
)
applicant_days_in_taiwan = of_applicant(
    "days_in_taiwan", zh="最近一年居住國內日數", en="days in Taiwan in the last year", unit="day"
)
applicant_is_registered_here = of_applicant(
    "is_registered_here", zh="設籍本縣市", en="registered in this county", returns="bool"
)
applicant_lives_where_registered = of_applicant(
    "lives_in_registered_county", zh="實際居住戶籍地", en="actually lives where registered", returns="bool"
)
applicant_is_placed = of_applicant(
    "placed_at_public_cost", zh="公費收容安置", en="placed at public cost", returns="bool"
)
applicant_is_in_custody = of_applicant("in_custody", zh="入獄、羈押、拘禁", en="in custody", returns="bool")
applicant_exclusive_benefits = of_applicant(
    "exclusive_benefits_received", zh="領取擇一給付之項數", en="exclusive benefits received", unit="item"
)

household_movable = total(of="financial_property", over="is_counted", zh="動產", en="movable property")


@formula(article=Article(LAW, "2", 2), entity="case", zh="免審收入與財產", en="means test waived")
def means_test_waived(is_listed_low_income: bool) -> bool:
    """Listed low-income and middle-low-income households have passed a stricter test."""
    return is_listed_low_income


@formula(article=Article(LAW, "4", 2), entity="case", zh="免審不動產", en="real-estate test waived")
def real_estate_test_waived(
    means_test_waived: bool,
    received_in_previous_year: bool,
    property_added: bool,
    value_rise_within_adjustment: bool,
) -> bool:
    """Waived as well for last year's recipient who added nothing and whose property only followed land
    values."""
    if means_test_waived:
        return True
    if not received_in_previous_year:
        return False
    return not property_added and value_rise_within_adjustment


@formula(
    article=Article(LAW, "2", 1, 2),
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
    article=Article(LAW, "2", 1, 2),
    entity="case",
    zh="收入上限（消費支出倍數）",
    en="consumption limit",
    unit="cent_year",
)
def consumption_limit(average_consumption: int, consumption_multiple_percent: int, counted_size: int) -> int:
    """1.5 times the average consumption in Taiwan, for all counted members and a year."""
    return average_consumption * consumption_multiple_percent * 12 * counted_size


@formula(article=Article(LAW, "5", 1), entity="case", zh="第一級標準", en="tier line", unit="cent_year")
def tier_limit(tier_line: int, counted_size: int) -> int:
    """The announced line, for all counted members and a year."""
    return tier_line * 100 * 12 * counted_size


@formula(article=Article(LAW, "2", 1, 3), entity="case", zh="動產限額", en="movable limit", unit="ntd")
def movable_limit(movable_first: int, movable_each_further: int, counted_size: int) -> int:
    """A sum for one person and a further sum for every other counted member."""
    return movable_first + movable_each_further * (counted_size - 1)


@requirement(
    article=Article(LAW, "2", 1, 1),
    zh="年滿 65 歲",
    en="65 or older",
    unit="year",
    value="applicant_age",
    limit="minimum_age",
    comparator=">=",
)
def old_enough(applicant_age: int, minimum_age: int) -> bool:
    """Full years on the day of the investigation."""
    return applicant_age >= minimum_age


@requirement(
    article=Article(LAW, "2", 1, 1),
    zh="設籍本縣市",
    en="registered here",
    value="applicant_is_registered_here",
)
def registered_here(applicant_is_registered_here: bool) -> bool:
    """Household registration in the county that decides."""
    return applicant_is_registered_here


@requirement(
    article=Article(LAW, "2", 1, 1),
    zh="實際居住戶籍地",
    en="actually lives where registered",
    value="applicant_lives_where_registered",
)
def lives_here(applicant_lives_where_registered: bool) -> bool:
    """Living there in fact, not only on paper."""
    return applicant_lives_where_registered


@requirement(
    article=Article(LAW, "2", 1, 1),
    zh="最近一年居住國內超過 183 日",
    en="more than 183 days in Taiwan in the last year",
    unit="day",
    value="applicant_days_in_taiwan",
    limit="days_required",
    comparator=">",
)
def long_enough_in_taiwan(applicant_days_in_taiwan: int, days_required: int) -> bool:
    """More than 183, so at least 184; asked of the applicant only."""
    return applicant_days_in_taiwan > days_required


@requirement(
    article=Article(LAW, "2", 1, 2),
    zh="每人每月收入",
    en="monthly income per counted member",
    unit="cent_year",
    value="household_income",
    limit="income_multiple_limit",
    comparator="<=",
    per="counted_size",
    waived_by="means_test_waived",
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
    waived_by="means_test_waived",
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
    waived_by="means_test_waived",
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


@requirement(
    article=Article(LAW, "2", 1, 5),
    zh="未經公費收容安置",
    en="not placed at public cost",
    value="applicant_is_placed",
    wanted=False,
)
def not_placed(applicant_is_placed: bool) -> bool:
    """Not in publicly funded placement."""
    return not applicant_is_placed


@requirement(
    article=Article(LAW, "2", 1, 6),
    zh="未入獄、羈押或拘禁",
    en="not in custody",
    value="applicant_is_in_custody",
    wanted=False,
)
def not_in_custody(applicant_is_in_custody: bool) -> bool:
    """Not imprisoned, detained or held by law."""
    return not applicant_is_in_custody


@requirement(
    article=Article(LAW, "12"),
    zh="未領取應擇一之給付",
    en="receives no benefit of the one-only list",
    unit="item",
    value="applicant_exclusive_benefits",
    limit="exclusive_benefits_allowed",
    comparator="<=",
)
def no_exclusive_benefit(applicant_exclusive_benefits: int, exclusive_benefits_allowed: int) -> bool:
    """One of this allowance, the farmers' allowance, the two national-pension guarantees, the disability
    subsidy."""
    return applicant_exclusive_benefits <= exclusive_benefits_allowed


@formula(article=Article(LAW, "5", 1), entity="case", zh="級別", en="tier")
def tier(means_test_waived: bool, household_income: int, tier_limit: int, tier_line_inclusive: bool) -> int:
    """Below the line tier 1, else tier 2; a county that prints "at most" turns the switch. Listed
    households lie under the line by their own test."""
    if means_test_waived or household_income < tier_limit:
        return Tier.ONE
    if household_income == tier_limit and tier_line_inclusive:
        return Tier.ONE
    return Tier.TWO


@formula(article=Article(LAW, "5", 1), entity="case", zh="每月金額", en="monthly amount", unit="ntd")
def monthly_amount(tier: int, tier_one_amount: int, tier_two_amount: int) -> int:
    """The announced amount of the tier; never computed from another year's."""
    if tier == Tier.ONE:
        return tier_one_amount
    return tier_two_amount


@formula(article=Article(LAW, "7"), entity="case", zh="起始月", en="first month", unit="month")
def effective_month(complete_month: int, applicant_birth_month: int, minimum_age: int) -> int:
    """The month of the complete file, not earlier than the month in which the age is reached."""
    month_of_age = applicant_birth_month + minimum_age * 12
    if month_of_age > complete_month:
        return month_of_age
    return complete_month


@formula(
    article=Article(LAW, "3", 2), entity="case", zh="可能適用 111 年前計算人口", en="older list may apply"
)
def older_list_may_apply(paid_since_month: int, own_list_ended_in_year: int) -> bool:
    """Paid without a break since before 2022: the more favourable of the two lists of counted persons."""
    return paid_since_month > 0 and paid_since_month < own_list_ended_in_year * 12
