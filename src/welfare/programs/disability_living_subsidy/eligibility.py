"""Who may receive the subsidy — §2 I ① to ③ and III, and the reasons of §4 that stop it."""

from __future__ import annotations

from datetime import date

from welfare.programs.disability_living_subsidy.codes import LAW
from welfare.rules.article import Article
from welfare.rules.formula import formula, of_applicant, requirement

applicant_has_certificate = of_applicant(
    "has_disability_certificate",
    zh="領有身心障礙證明",
    en="holds a valid disability certificate",
    returns="bool",
)
applicant_is_registered_here = of_applicant(
    "is_registered_here", zh="設籍本縣市", en="registered in this county", returns="bool"
)
applicant_lives_where_registered = of_applicant(
    "lives_in_registered_county", zh="實際居住戶籍地", en="actually lives where registered", returns="bool"
)
applicant_days_in_taiwan = of_applicant(
    "days_in_taiwan", zh="最近一年居住國內日數", en="days in Taiwan in the last year", unit="day"
)
applicant_is_placed = of_applicant(
    "is_placed", zh="政府補助收容安置", en="placed at public cost", returns="bool"
)
applicant_is_alive = of_applicant("is_alive", zh="申請人生存", en="the applicant is alive", returns="bool")
applicant_is_called_up = of_applicant(
    "in_military_service", zh="徵集入營服役", en="called up for military service", returns="bool"
)
applicant_is_in_custody = of_applicant("in_custody", zh="入獄、羈押、拘禁", en="in custody", returns="bool")
applicant_is_long_missing = of_applicant(
    "is_long_missing", zh="失蹤協尋未獲達停發期間", en="missing for long", returns="bool"
)
applicant_misuse_is_found = of_applicant(
    "has_misuse_finding", zh="補助費未用於照顧本人", en="the money is not used for the person", returns="bool"
)
applicant_exclusive_benefits = of_applicant(
    "exclusive_benefits_received", zh="領取擇一給付之項數", en="exclusive benefits received", unit="item"
)


@formula(article=Article(LAW, "2", 1, 3), zh="收容安置", en="placement", to=date(2019, 12, 31))
def is_placed(placed_at_public_cost: bool) -> bool:
    """Any placement, day care as well."""
    return placed_at_public_cost


@formula(article=Article(LAW, "2", 1, 3), zh="收容安置", en="placement", from_=date(2020, 1, 1))
def is_placed_from_2020(placed_at_public_cost: bool, placed_in_day_service: bool) -> bool:
    """Night and residential services only; day care has not excluded since the text of 108.12.27."""
    if not placed_at_public_cost:
        return False
    return not placed_in_day_service


@formula(article=Article(LAW, "4", 1, 7), zh="失蹤協尋未獲達停發期間", en="missing for long")
def is_long_missing(months_missing: int, stopping_months_missing: int) -> bool:
    """Six months or more since the report to the police."""
    return months_missing >= stopping_months_missing


@requirement(
    article=Article(LAW, "2", 1),
    zh="領有有效之身心障礙證明",
    en="holds a valid disability certificate",
    value="applicant_has_certificate",
)
def has_certificate(applicant_has_certificate: bool) -> bool:
    """A certificate, or a handbook of the old system, valid on the day."""
    return applicant_has_certificate


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
    article=Article(LAW, "2", 1, 2),
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
    article=Article(LAW, "2", 1, 3),
    zh="未經政府補助收容安置於機構",
    en="not placed in an institution at public cost",
    value="applicant_is_placed",
    wanted=False,
)
def not_placed(applicant_is_placed: bool) -> bool:
    """Neither night-type nor residential service paid by the government."""
    return not applicant_is_placed


@requirement(
    article=Article(LAW, "2", 3),
    zh="未領取應擇一之給付",
    en="receives no benefit of the one-only list",
    unit="item",
    value="applicant_exclusive_benefits",
    limit="exclusive_benefits_allowed",
    comparator="<=",
)
def no_exclusive_benefit(applicant_exclusive_benefits: int, exclusive_benefits_allowed: int) -> bool:
    """One of this subsidy and the government's other living subsidies and allowances; low-income living
    support and the veterans' care payment may be received beside it."""
    return applicant_exclusive_benefits <= exclusive_benefits_allowed


@requirement(article=Article(LAW, "4", 1, 1), zh="生存", en="is alive", value="applicant_is_alive")
def is_living(applicant_is_alive: bool) -> bool:
    """Death stops the subsidy."""
    return applicant_is_alive


@requirement(
    article=Article(LAW, "4", 1, 4),
    zh="補助費用於照顧本人",
    en="the money is used for the person",
    value="applicant_misuse_is_found",
    wanted=False,
)
def used_for_the_person(applicant_misuse_is_found: bool) -> bool:
    """Stopped when a person has found, with reason and evidence, that it is not."""
    return not applicant_misuse_is_found


@requirement(
    article=Article(LAW, "4", 1, 5),
    zh="未應徵集入營服役",
    en="not called up for military service",
    value="applicant_is_called_up",
    wanted=False,
)
def not_called_up(applicant_is_called_up: bool) -> bool:
    """Neither military nor substitute service."""
    return not applicant_is_called_up


@requirement(
    article=Article(LAW, "4", 1, 6),
    zh="未入獄、羈押或拘禁",
    en="not in custody",
    value="applicant_is_in_custody",
    wanted=False,
)
def not_in_custody(applicant_is_in_custody: bool) -> bool:
    """Not imprisoned, detained or held by law."""
    return not applicant_is_in_custody


@requirement(
    article=Article(LAW, "4", 1, 7),
    zh="未失蹤，或報警協尋未滿六個月",
    en="not missing, or reported less than six months ago",
    value="applicant_is_long_missing",
    wanted=False,
)
def not_missing(applicant_is_long_missing: bool) -> bool:
    """Not missing for so long that the subsidy stops."""
    return not applicant_is_long_missing
