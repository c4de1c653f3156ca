"""Property (家庭財產) — movable property by kinds, and land and houses at their assessed values less land of
§5-2.

Each program says which movable property its own law names and totals it as `household_movable`.
"""

from __future__ import annotations

from welfare.rules.article import Article
from welfare.rules.formula import formula, total
from welfare.rules.public_assistance.codes import LAW


@formula(article=Article(LAW, "5-1", 1, 2), zh="存款本金", en="deposit principal", unit="ntd")
def deposit_principal(
    has_deposit_balance: bool,
    deposit_balance: int,
    yearly_interest: int,
    interest_data_lag: int,
    tax_data_lag_years: int,
    deposit_rate_basis_points: int,
    other_year_deposit_rate_basis_points: int,
) -> int:
    """The balance when it is proven (the applicant may rebut with it), else worked back from the interest at
    the Bank of Taiwan's average one-year rate of the year in which the interest was earned."""
    if has_deposit_balance:
        return deposit_balance
    if yearly_interest <= 0:
        return 0
    if interest_data_lag == tax_data_lag_years:
        return yearly_interest * 100 * 100 // deposit_rate_basis_points
    return yearly_interest * 100 * 100 // other_year_deposit_rate_basis_points


@formula(article=Article(LAW, "4", 1), zh="存款及有價證券", en="deposits and securities", unit="ntd")
def deposits_and_securities(deposit_principal: int, securities_held: int) -> int:
    """Principal and securities, investments nobody told apart among them."""
    return deposit_principal + securities_held


@formula(
    article=Article(LAW, "4", 1),
    zh="存款、投資及有價證券",
    en="deposits, investments, securities",
    unit="ntd",
)
def financial_property(deposits_and_securities: int, investments_held: int) -> int:
    """Deposits, securities and the investments told apart from them."""
    return deposits_and_securities + investments_held


@formula(article=Article(LAW, "4", 1), zh="列計之其他動產", en="other movable property", unit="ntd")
def other_movable_property(
    counts_vehicles: bool,
    vehicles_held: int,
    counts_lottery_prizes: bool,
    lottery_prizes: int,
    counts_sale_proceeds: bool,
    sale_proceeds: int,
    counts_insurance_payments: bool,
    insurance_payments: int,
    counts_other_one_off_gains: bool,
    other_one_off_gains: int,
) -> int:
    """The kinds that the county's own rule counts; others are not looked at."""
    held = 0
    if counts_vehicles:
        held = held + vehicles_held
    if counts_lottery_prizes:
        held = held + lottery_prizes
    if counts_sale_proceeds:
        held = held + sale_proceeds
    if counts_insurance_payments:
        held = held + insurance_payments
    if counts_other_one_off_gains:
        held = held + other_one_off_gains
    return held


@formula(article=Article(LAW, "4", 1), zh="動產", en="movable property", unit="ntd")
def movable_property(financial_property: int, other_movable_property: int) -> int:
    """Movable property of 社會救助法."""
    return financial_property + other_movable_property


household_real_estate = total(of="real_estate_held", over="is_counted", zh="不動產", en="real estate")
