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


@formula(article=Article(LAW, "5-3", 1, 3), zh="嚴重傷病", en="serious illness")
def illness_rules_out_work(has_serious_illness: bool, illness_certificate_expired: bool) -> bool:
    """Three months or more by certificate, and only as long as the certificate covers."""
    if not has_serious_illness:
        return False
    return not illness_certificate_expired


@formula(article=Article(LAW, "5-3", 1, 5), zh="獨自扶養幼兒", en="raises a young child alone")
def young_child_rules_out_work(
    raises_young_child_alone: bool, age_of_youngest_descendant: int, young_child_age: int
) -> bool:
    """An own descendant of at most six; the claim ends when the youngest one of the file is older."""
    if age_of_youngest_descendant > young_child_age:
        return False
    return raises_young_child_alone


@formula(article=Article(LAW, "5-3", 1, 6), zh="懷胎或生產期間", en="pregnancy or childbirth")
def pregnancy_rules_out_work(
    is_woman: bool,
    states_pregnancy_protection: bool,
    pregnancy_protected: bool,
    gave_birth: bool,
    months_since_birth: int,
    months_after_birth: int,
    pregnancy_months: int,
    pregnancy_months_required: int,
    doctor_advises_rest: bool,
) -> bool:
    """Six months pregnant until two months after birth, or on a doctor's advice; a finding already made
    stands."""
    if not is_woman:
        return False
    if states_pregnancy_protection:
        return pregnancy_protected
    if gave_birth and months_since_birth <= months_after_birth:
        return True
    return pregnancy_months >= pregnancy_months_required or doctor_advises_rest


@formula(article=Article(LAW, "5-3"), zh="有工作能力", en="able to work")
def able_to_work(
    age: int,
    working_age_from: int,
    working_age_until: int,
    is_exempt_student: bool,
    disability_rules_out_work: bool,
    illness_rules_out_work: bool,
    is_household_caregiver: bool,
    young_child_rules_out_work: bool,
    pregnancy_rules_out_work: bool,
    under_guardianship: bool,
) -> bool:
    """16 up to, not including, 65 by full years on the day of the investigation (施行細則 §8)."""
    if age < working_age_from or age >= working_age_until:
        return False
    if is_exempt_student or disability_rules_out_work or illness_rules_out_work or is_household_caregiver:
        return False
    return not (young_child_rules_out_work or pregnancy_rules_out_work or under_guardianship)
