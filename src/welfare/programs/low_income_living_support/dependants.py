"""Children (兒童生活補助) and students (就學生活補助) among the listed persons — the tables of amounts that
社會救助法 §11 leaves to the authorities; their ages differ by county."""

from __future__ import annotations

from welfare.programs.low_income_living_support.codes import LAW
from welfare.rules.article import Article
from welfare.rules.formula import formula

RULE = Article(LAW, "11", 2)


@formula(article=RULE, zh="受就學生活補助之學校", en="school that counts for the student amount")
def is_at_supported_school(
    attends_senior_school: bool,
    attends_day_school: bool,
    attends_evening_school: bool,
    evening_students_supported: bool,
    other_students_supported: bool,
) -> bool:
    """Senior high school or above; day school everywhere, other kinds as the county says."""
    if not attends_senior_school:
        return False
    if attends_day_school:
        return True
    if attends_evening_school:
        return evening_students_supported
    return other_students_supported


@formula(article=RULE, zh="就學生活補助對象", en="supported student")
def is_supported_student(
    is_supported: bool,
    is_student: bool,
    age: int,
    child_age: int,
    student_age: int,
    student_age_inclusive: bool,
    is_at_supported_school: bool,
) -> bool:
    """From the age at which children's amounts end up to 25; whether 25 itself is in differs by county."""
    if not is_supported or not is_student or age < child_age or age > student_age:
        return False
    if age == student_age and not student_age_inclusive:
        return False
    return is_at_supported_school


@formula(article=RULE, zh="兒童生活補助對象", en="supported child")
def is_supported_child(
    is_supported: bool,
    age: int,
    child_age: int,
    child_age_inclusive: bool,
    junior_high_is_child: bool,
    junior_high_age_until: int,
    is_student: bool,
    attends_senior_school: bool,
) -> bool:
    """Under 15; whether 15 itself is in differs by county, and one counts those still at junior high school.
    A student of that age draws the student's amount instead."""
    if not is_supported:
        return False
    if age < child_age:
        return True
    if age == child_age and child_age_inclusive:
        return True
    if not junior_high_is_child or age >= junior_high_age_until:
        return False
    return is_student and not attends_senior_school
