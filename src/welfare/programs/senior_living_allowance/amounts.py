"""How much and from when — §5, §7, §11, and the ceiling of 社會救助法 §8."""

from __future__ import annotations

from welfare.programs.senior_living_allowance.codes import LAW, Tier
from welfare.rules.article import Article
from welfare.rules.formula import formula, of_applicant
from welfare.rules.inputs.codes import ChangeKind

applicant_birth_month = of_applicant(
    "birth_month", zh="申請人出生月", en="applicant's month of birth", unit="month"
)


@formula(article=Article(LAW, "5", 1), entity="case", zh="級別", en="tier")
def tier(means_test_waived: bool, household_income: int, tier_limit: int, tier_line_inclusive: bool) -> int:
    """Below the line tier 1, else tier 2; a county that prints "at most" turns the switch. Listed
    households lie under the line by their own test."""
    if means_test_waived or household_income < tier_limit:
        return Tier.ONE
    if household_income == tier_limit and tier_line_inclusive:
        return Tier.ONE
    return Tier.TWO


@formula(article=Article(LAW, "5", 1), entity="case", zh="級別金額", en="amount of the tier", unit="ntd")
def statutory_amount(tier: int, tier_one_amount: int, tier_two_amount: int) -> int:
    """The announced amount of the tier; never computed from another year's."""
    if tier == Tier.ONE:
        return tier_one_amount
    return tier_two_amount


@formula(article=Article("社會救助法", "8"), entity="case", zh="每月金額", en="monthly amount", unit="ntd")
def monthly_amount(statutory_amount: int, applicant_aid_beside: int, applicant_aid_room: int) -> int:
    """All aid of the government together stays within the basic wage; with nothing else received there is
    nothing to add up."""
    if applicant_aid_beside <= 0 or statutory_amount <= applicant_aid_room:
        return statutory_amount
    return applicant_aid_room


@formula(article=Article(LAW, "7"), entity="case", zh="起始月", en="first month", unit="month")
def effective_month(
    change_kind: int,
    change_month: int,
    tier_change_lag_months: int,
    complete_month: int,
    applicant_birth_month: int,
    minimum_age: int,
) -> int:
    """The month of the complete file, not earlier than the month in which the age is reached. The regulation
    does not say from when another tier is paid; the county does."""
    if change_kind != ChangeKind.GRANT:
        return change_month + tier_change_lag_months
    month_of_age = applicant_birth_month + minimum_age * 12
    if month_of_age > complete_month:
        return month_of_age
    return complete_month


@formula(article=Article(LAW, "11"), entity="case", zh="停發月", en="month of the stop", unit="month")
def month_of_stop(change_month: int) -> int:
    """The month after the death or the change."""
    return change_month + 1
