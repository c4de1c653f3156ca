"""Who may receive the allowance — §2 I ①, ⑤, ⑥, §12: age, residence, placement, custody, benefits."""

from __future__ import annotations

from welfare.programs.senior_living_allowance.codes import LAW
from welfare.rules.article import Article
from welfare.rules.formula import formula, of_applicant, requirement

applicant_age = of_applicant("age", zh="申請人年齡", en="age of the applicant", unit="year")
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
applicant_receives_low_income_support = of_applicant(
    "receives_low_income_support",
    zh="領有低收入戶生活扶助",
    en="receives low-income living support",
    returns="bool",
)
applicant_receives_veteran_care = of_applicant(
    "receives_veteran_care", zh="領有榮民就養給付", en="receives the veterans' care payment", returns="bool"
)


@formula(
    article=Article(LAW, "12"),
    entity="case",
    zh="領有本縣市不得併領之給付",
    en="barred benefit received",
)
def receives_barred_benefit(
    applicant_receives_low_income_support: bool,
    bars_low_income_support: bool,
    applicant_receives_veteran_care: bool,
    bars_veteran_care: bool,
) -> bool:
    """Beyond the list of §12 each county has agreed with the ministry what may be received together."""
    if applicant_receives_low_income_support and bars_low_income_support:
        return True
    return applicant_receives_veteran_care and bars_veteran_care


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


@requirement(
    article=Article(LAW, "12"),
    zh="未領取本縣市不得併領之給付",
    en="receives no benefit barred in this county",
    value="receives_barred_benefit",
    wanted=False,
)
def no_barred_benefit(receives_barred_benefit: bool) -> bool:
    """Low-income living support and the veterans' care payment, where the county bars them."""
    return not receives_barred_benefit
