"""Which list of members holds — §3: 社會救助法 since 2022; who has been paid without a break since before
then keeps the older list when it is the more favourable one.

Both lists are computed and led to their result; the better result decides which list the case follows.
"""

from __future__ import annotations

from datetime import date

from welfare.programs.senior_living_allowance.codes import LAW, OLDER_LAW, Standing
from welfare.rules.article import Article
from welfare.rules.formula import count, formula, restated, total

BEFORE_2022 = date(2021, 12, 31)
SINCE_2022 = date(2022, 1, 1)


@formula(article=Article(LAW, "3", 1), zh="依社會救助法列計", en="counted by the Act")
def is_counted_by_act(is_in_family: bool, is_excluded: bool) -> bool:
    """The list and the nine exclusions of 社會救助法 §5."""
    if not is_in_family:
        return False
    return not is_excluded


size_by_act = count(over="is_counted_by_act", zh="現行計算人口數", en="members by the Act")
income_by_act = total(
    of="personal_income",
    over="is_counted_by_act",
    zh="現行家庭總收入",
    en="income by the Act",
    unit="cent_year",
)
movable_by_act = total(
    of="financial_property", over="is_counted_by_act", zh="現行動產", en="movable property by the Act"
)
real_estate_by_act = total(
    of="real_estate_held", over="is_counted_by_act", zh="現行不動產", en="real estate by the Act"
)
size_by_older_list = count(over="is_counted_by_older_list", zh="舊計算人口數", en="members by the older list")
income_by_older_list = total(
    of="personal_income",
    over="is_counted_by_older_list",
    zh="舊計算人口之家庭總收入",
    en="income by the older list",
    unit="cent_year",
)
movable_by_older_list = total(
    of="financial_property",
    over="is_counted_by_older_list",
    zh="舊計算人口之動產",
    en="movable property by the older list",
)
real_estate_by_older_list = total(
    of="real_estate_held",
    over="is_counted_by_older_list",
    zh="舊計算人口之不動產",
    en="real estate by the older list",
)


@formula(article=Article(LAW, "3", 1), entity="case", zh="現行計算人口之結果", en="result by the Act")
def standing_by_act(
    means_test_waived: bool,
    income_test_waived: bool,
    income_by_act: int,
    income_line: int,
    consumption_line: int,
    size_by_act: int,
    movable_test_waived: bool,
    movable_by_act: int,
    movable_first: int,
    movable_each_further: int,
    real_estate_test_waived: bool,
    real_estate_by_act: int,
    real_estate_limit: int,
    tier_line: int,
    tier_line_inclusive: bool,
) -> int:
    """The means tests and the tier as they come out for the members by the Act."""
    if means_test_waived:
        return Standing.TIER_ONE
    over_income = income_by_act > income_line * size_by_act or income_by_act > consumption_line * size_by_act
    if over_income and not income_test_waived:
        return Standing.REFUSED
    movable_limit = movable_first + movable_each_further * (size_by_act - 1)
    if movable_by_act > movable_limit and not movable_test_waived:
        return Standing.REFUSED
    if real_estate_by_act > 0 and not real_estate_test_waived and real_estate_by_act > real_estate_limit:
        return Standing.REFUSED
    first_tier = tier_line * 12 * 100 * size_by_act
    if income_by_act < first_tier or (tier_line_inclusive and income_by_act == first_tier):
        return Standing.TIER_ONE
    return Standing.TIER_TWO


standing_by_older_list = restated(
    standing_by_act,
    "standing_by_older_list",
    zh="舊計算人口之結果",
    en="result by the older list",
    income_by_act="income_by_older_list",
    size_by_act="size_by_older_list",
    movable_by_act="movable_by_older_list",
    real_estate_by_act="real_estate_by_older_list",
)


@formula(
    article=Article(LAW, "3", 2), entity="case", zh="自 111 年以前未中斷領取", en="paid since before 2022"
)
def keeps_older_list(paid_since_month: int, own_list_ended_in_year: int) -> bool:
    """Paid without a break since before 2022; 0 stands for who was not paid last year."""
    return paid_since_month > 0 and paid_since_month < own_list_ended_in_year * 12


@formula(
    article=Article(OLDER_LAW, ""),
    entity="case",
    zh="採 111 年以前之計算人口",
    en="the older list is followed",
    to=BEFORE_2022,
)
def uses_older_list() -> bool:
    """There was no other list until the end of 2021."""
    return True


@formula(
    article=Article(LAW, "3", 2),
    entity="case",
    zh="採 111 年以前之計算人口",
    en="the older list is followed",
    from_=SINCE_2022,
)
def uses_older_list_from_2022(
    keeps_older_list: bool, standing_by_act: int, standing_by_older_list: int
) -> bool:
    """When it leads to a better result; what is best already needs no second list."""
    if not keeps_older_list or standing_by_act >= Standing.TIER_ONE:
        return False
    return standing_by_older_list > standing_by_act


@formula(article=Article(LAW, "3"), zh="應計算人口", en="counted member")
def is_counted(uses_older_list: bool, is_counted_by_older_list: bool, is_counted_by_act: bool) -> bool:
    """By the list that the case follows."""
    if uses_older_list:
        return is_counted_by_older_list
    return is_counted_by_act


counted_size = count(over="is_counted", zh="應計算人口數", en="counted members")


@formula(
    article=Article(LAW, "3", 2), entity="case", zh="舊計算人口使其符合", en="granted by the older list",
    from_=SINCE_2022,
)  # fmt: skip
def older_list_grants(uses_older_list: bool, standing_by_act: int) -> bool:
    """Refused by the Act, granted by the older list."""
    if not uses_older_list:
        return False
    return standing_by_act == Standing.REFUSED


@formula(
    article=Article(LAW, "3", 2), entity="case", zh="舊計算人口使其列第一級", en="raised by the older list",
    from_=SINCE_2022,
)  # fmt: skip
def older_list_raises(uses_older_list: bool, standing_by_act: int) -> bool:
    """Tier 2 by the Act, tier 1 by the older list."""
    if not uses_older_list:
        return False
    return standing_by_act == Standing.TIER_TWO


@formula(
    article=Article(LAW, "3", 2), entity="case", zh="現行計算人口不較差", en="the Act is no worse",
    from_=SINCE_2022,
)  # fmt: skip
def act_is_no_worse(keeps_older_list: bool, uses_older_list: bool) -> bool:
    """Both lists were led to their result and the older one is not better."""
    if not keeps_older_list:
        return False
    return not uses_older_list
