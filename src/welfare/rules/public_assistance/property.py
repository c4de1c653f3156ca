"""Property (家庭財產) — movable property, and land and houses at their assessed values less land of §5-2."""

from __future__ import annotations

from welfare.rules.article import Article
from welfare.rules.formula import formula, total
from welfare.rules.public_assistance.codes import LAW


@formula(article=Article(LAW, "5-1", 1, 2), zh="存款本金", en="deposit principal", unit="ntd")
def deposit_principal(
    has_deposit_balance: bool, deposit_balance: int, yearly_interest: int, deposit_rate_basis_points: int
) -> int:
    """The balance when it is known (the applicant may rebut with it), else worked back from the interest at
    the Bank of Taiwan's average one-year rate of the tax year."""
    if has_deposit_balance:
        return deposit_balance
    if yearly_interest <= 0:
        return 0
    return yearly_interest * 100 * 100 // deposit_rate_basis_points


@formula(article=Article(LAW, "4", 1), zh="動產", en="movable property", unit="ntd")
def movable_property(deposit_principal: int, securities_held: int) -> int:
    """Deposits, investments and securities."""
    return deposit_principal + securities_held


household_movable = total(of="movable_property", over="is_counted", zh="動產", en="movable property")
household_real_estate = total(of="real_estate_held", over="is_counted", zh="不動產", en="real estate")
