"""How much and from when — §2 IV, §3, §7."""

from __future__ import annotations

from welfare.programs.disability_living_subsidy.codes import LAW, SubsidyGrade
from welfare.rules.article import Article
from welfare.rules.formula import formula, of_applicant
from welfare.rules.inputs.codes import ChangeKind

applicant_has_mild_degree = of_applicant(
    "has_mild_degree", zh="申請人障礙程度為輕度", en="mild degree of disability", returns="bool"
)


@formula(article=Article(LAW, "3", 1), entity="case", zh="補助類別", en="grade of the subsidy")
def subsidy_grade(is_low_income_household: bool, applicant_has_mild_degree: bool) -> int:
    """Listed low-income households get the higher pair; middle-low-income ones the same as everybody else."""
    if is_low_income_household:
        if applicant_has_mild_degree:
            return SubsidyGrade.LOW_INCOME_MILD
        return SubsidyGrade.LOW_INCOME_MODERATE
    if applicant_has_mild_degree:
        return SubsidyGrade.OTHER_MILD
    return SubsidyGrade.OTHER_MODERATE


@formula(article=Article(LAW, "3", 1), entity="case", zh="每月標準", en="amount of the grade", unit="ntd")
def statutory_amount(
    subsidy_grade: int,
    low_income_moderate_amount: int,
    low_income_mild_amount: int,
    other_moderate_amount: int,
    other_mild_amount: int,
) -> int:
    """The announced amount of the grade; never computed from another year's."""
    if subsidy_grade == SubsidyGrade.LOW_INCOME_MODERATE:
        return low_income_moderate_amount
    if subsidy_grade == SubsidyGrade.LOW_INCOME_MILD:
        return low_income_mild_amount
    if subsidy_grade == SubsidyGrade.OTHER_MODERATE:
        return other_moderate_amount
    return other_mild_amount


@formula(article=Article(LAW, "2", 4), entity="case", zh="每月金額", en="monthly amount", unit="ntd")
def monthly_amount(statutory_amount: int, applicant_aid_beside: int, applicant_aid_room: int) -> int:
    """All aid of the government together stays within the basic wage; with nothing else received there is
    nothing to add up."""
    if applicant_aid_beside <= 0 or statutory_amount <= applicant_aid_room:
        return statutory_amount
    return applicant_aid_room


@formula(article=Article(LAW, "2", 4), entity="case", zh="金額受基本工資之限制", en="amount is cut")
def amount_is_cut(monthly_amount: int, statutory_amount: int) -> bool:
    """Less than the amount of the grade, because other aid takes up the rest of the basic wage."""
    return monthly_amount < statutory_amount


@formula(article=Article(LAW, "7"), entity="case", zh="起始月", en="first month", unit="month")
def effective_month(change_kind: int, change_month: int, month_after_change: int, complete_month: int) -> int:
    """A grant from the month of the complete file (II), an increase from the month of the change (III), a
    decrease from the month after it (IV)."""
    if change_kind == ChangeKind.GRANT:
        return complete_month
    if change_kind == ChangeKind.INCREASE:
        return change_month
    return month_after_change


@formula(
    article=Article(LAW, "7", 4), entity="case", zh="停發月", en="first month without payment", unit="month"
)
def month_after_change(change_month: int) -> int:
    """A decrease, and the loss of the right, count from the month after the change."""
    return change_month + 1
