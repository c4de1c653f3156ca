"""Who counts — §14: as in 社會救助法, and for applicants who are not listed also certain brothers and
sisters."""

from __future__ import annotations

from welfare.programs.disability_living_subsidy.codes import LAW
from welfare.rules.article import Article
from welfare.rules.formula import count, formula


@formula(article=Article(LAW, "14"), zh="在學之手足", en="sibling at school")
def is_sibling_at_school(
    is_student: bool, age: int, sibling_student_age: int, attends_day_school: bool
) -> bool:
    """At most 25 and not in evening, weekend, distance, in-service or open-university studies."""
    if not is_student or age > sibling_student_age:
        return False
    return attends_day_school


@formula(article=Article(LAW, "14"), zh="應列計之手足", en="sibling who counts")
def is_counted_sibling(
    is_sibling: bool,
    is_alive: bool,
    is_listed_low_income: bool,
    shares_registration: bool,
    lives_with_listed: bool,
    age: int,
    sibling_child_age: int,
    is_sibling_at_school: bool,
    disability_rules_out_work: bool,
) -> bool:
    """Of the same registration or dwelling, and under 16, at school up to 25, or kept from work by
    disability; nobody of a listed household."""
    if not is_sibling or not is_alive or is_listed_low_income:
        return False
    if not (shares_registration or lives_with_listed):
        return False
    if age < sibling_child_age:
        return True
    return is_sibling_at_school or disability_rules_out_work


@formula(article=Article(LAW, "14"), zh="屬應計算人口範圍", en="within the circle of those who may count")
def is_in_circle(is_in_family: bool, is_counted_sibling: bool) -> bool:
    """The family of 社會救助法 §5 and the brothers and sisters of §14."""
    return is_in_family or is_counted_sibling


@formula(article=Article(LAW, "14"), zh="應計算人口", en="counted member")
def is_counted(is_in_circle: bool, is_excluded: bool) -> bool:
    """The nine exclusions of 社會救助法 §5 III hold for everybody in the circle."""
    if not is_in_circle:
        return False
    return not is_excluded


counted_size = count(over="is_counted", zh="應計算人口數", en="counted members")
