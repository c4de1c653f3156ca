"""Who is able to work (有工作能力) — 社會救助法 §5-3: of working age and in none of seven situations."""

from __future__ import annotations

from welfare.rules.article import Article
from welfare.rules.formula import formula
from welfare.rules.public_assistance.codes import LAW


@formula(article=Article(LAW, "5-3", 1, 1), zh="在學而無工作能力", en="student exempt from work")
def is_exempt_student(is_student: bool, age: int, student_age_limit: int, attends_day_school: bool) -> bool:
    """At most 25 and not in evening, weekend, distance, in-service or open-university studies."""
    if not is_student or age > student_age_limit:
        return False
    return attends_day_school


@formula(article=Article(LAW, "5-3", 1, 2), zh="身心障礙致不能工作", en="disability rules out work")
def disability_rules_out_work(has_disability_certificate: bool, unable_to_work_by_disability: bool) -> bool:
    """The central list by category and degree is not available here: a person finds it, with the
    certificate."""
    if not has_disability_certificate:
        return False
    return unable_to_work_by_disability


@formula(article=Article(LAW, "5-3", 1, 6), zh="懷胎或生產期間", en="pregnancy or childbirth")
def pregnancy_rules_out_work(is_woman: bool, pregnancy_protected: bool) -> bool:
    """Six months pregnant until two months after birth, or on a doctor's advice."""
    if not is_woman:
        return False
    return pregnancy_protected


@formula(article=Article(LAW, "5-3"), zh="有工作能力", en="able to work")
def able_to_work(
    age: int,
    working_age_from: int,
    working_age_until: int,
    is_exempt_student: bool,
    disability_rules_out_work: bool,
    has_serious_illness: bool,
    is_household_caregiver: bool,
    raises_young_child_alone: bool,
    pregnancy_rules_out_work: bool,
    under_guardianship: bool,
) -> bool:
    """16 up to, not including, 65 by full years on the day of the investigation (施行細則 §8)."""
    if age < working_age_from or age >= working_age_until:
        return False
    if is_exempt_student or disability_rules_out_work or has_serious_illness or is_household_caregiver:
        return False
    return not (raises_young_child_alone or pregnancy_rules_out_work or under_guardianship)
