"""Income and property as this program counts them: what a poverty-exit program (脫離貧窮措施) added is left
out for the low-income level alone — 社會救助法 §15-1 II; years and amount are a person's decision."""

from __future__ import annotations

from welfare.programs.low_income_living_support.codes import LAW
from welfare.rules.article import Article
from welfare.rules.formula import formula, total

EXIT_PROGRAM = Article(LAW, "15-1", 2)

household_movable = total(of="movable_property", over="is_counted", zh="動產", en="movable property")
self_reliance_income = total(
    of="decided_self_reliance_income",
    over="is_counted",
    zh="脫貧措施增加之收入（每月）",
    en="income a month from poverty-exit programs",
    unit="ntd_month",
)
self_reliance_savings = total(
    of="decided_self_reliance_savings",
    over="is_counted",
    zh="脫貧措施增加之存款",
    en="savings from poverty-exit programs",
)


@formula(
    article=EXIT_PROGRAM,
    entity="case",
    zh="家庭總收入（低收入戶）",
    en="income (low income)",
    unit="cent_year",
)
def low_income_household_income(household_income: int, self_reliance_income: int) -> int:
    """Household income less what a poverty-exit program added."""
    exempt = self_reliance_income * 100 * 12
    if exempt >= household_income:
        return 0
    return household_income - exempt


@formula(article=EXIT_PROGRAM, entity="case", zh="動產（低收入戶）", en="movables (low income)", unit="ntd")
def low_income_household_movable(household_movable: int, self_reliance_savings: int) -> int:
    """Movable property less the savings of a poverty-exit program."""
    if self_reliance_savings >= household_movable:
        return 0
    return household_movable - self_reliance_savings
