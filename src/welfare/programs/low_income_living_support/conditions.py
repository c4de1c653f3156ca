"""What every listed person must meet, whatever the level — 社會救助法 §4 VI: registered and really living
here, and in Taiwan more than 183 days in the last year."""

from __future__ import annotations

from welfare.programs.low_income_living_support.codes import LAW
from welfare.rules.article import Article
from welfare.rules.formula import count, formula, requirement


@formula(article=Article(LAW, "5", 1), zh="申請輔導且生存", en="listed and alive")
def asks_for_aid(is_listed: bool, is_alive: bool) -> bool:
    """Aid is asked for the listed persons; income and property are averaged over the counted ones."""
    return is_listed and is_alive


@formula(article=Article(LAW, "5", 3), zh="受扶助人口", en="supported person")
def is_supported(asks_for_aid: bool, is_counted: bool) -> bool:
    """A listed person whom the law does not count, for instance in custody, is not supported either."""
    return asks_for_aid and is_counted


@formula(article=Article(LAW, "4", 6), zh="戶籍不在本縣市", en="registered elsewhere")
def is_registered_elsewhere(asks_for_aid: bool, is_registered_here: bool) -> bool:
    """Asked of every listed person."""
    return asks_for_aid and not is_registered_here


@formula(article=Article(LAW, "4", 6), zh="未實際居住戶籍地", en="does not live where registered")
def lives_elsewhere(asks_for_aid: bool, lives_in_registered_county: bool) -> bool:
    """Asked of every listed person."""
    return asks_for_aid and not lives_in_registered_county


@formula(article=Article(LAW, "4", 6), zh="居住國內日數不足", en="too few days in Taiwan")
def is_too_short_in_taiwan(asks_for_aid: bool, days_in_taiwan: int, days_required: int) -> bool:
    """More than 183 days are needed, so at least 184; no minimum time of registration."""
    return asks_for_aid and days_in_taiwan <= days_required


supported_persons = count(over="is_supported", zh="受扶助人口數", en="supported persons")
listed_registered_elsewhere = count(
    over="is_registered_elsewhere", zh="戶籍不在本縣市之人數", en="listed persons registered elsewhere"
)
listed_living_elsewhere = count(
    over="lives_elsewhere", zh="未實際居住戶籍地之人數", en="listed persons who live elsewhere"
)
listed_too_short_in_taiwan = count(
    over="is_too_short_in_taiwan", zh="居住國內日數不足之人數", en="listed persons too few days in Taiwan"
)


@requirement(
    article=Article(LAW, "5", 3), zh="有受扶助人口", en="somebody to support", value="supported_persons"
)
def somebody_to_support(supported_persons: int) -> bool:
    """Nobody is left when every listed person is excluded by law."""
    return supported_persons > 0


@requirement(
    article=Article(LAW, "4", 6),
    zh="申請輔導人口均設籍本縣市",
    en="all listed persons are registered here",
    value="listed_registered_elsewhere",
    wanted=False,
)
def registered_here(listed_registered_elsewhere: int) -> bool:
    """Household registration in the county that decides."""
    return listed_registered_elsewhere <= 0


@requirement(
    article=Article(LAW, "4", 6),
    zh="申請輔導人口均實際居住戶籍地",
    en="all listed persons actually live where registered",
    value="listed_living_elsewhere",
    wanted=False,
)
def lives_here(listed_living_elsewhere: int) -> bool:
    """Living there in fact, not only on paper."""
    return listed_living_elsewhere <= 0


@requirement(
    article=Article(LAW, "4", 6),
    zh="申請輔導人口最近一年均居住國內超過 183 日",
    en="all listed persons more than 183 days in Taiwan in the last year",
    value="listed_too_short_in_taiwan",
    wanted=False,
)
def long_enough_in_taiwan(listed_too_short_in_taiwan: int) -> bool:
    """Unlike the two allowances, which ask the applicant alone."""
    return listed_too_short_in_taiwan <= 0
