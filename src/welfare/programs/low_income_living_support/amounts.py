"""What is paid: living support by class (社會救助法 §11), within the ceiling of §8, from the month of §10 IV,
and the time-limited addition of 2026 beside it. Middle-low income is a status without cash."""

from __future__ import annotations

from datetime import date

from welfare.programs.low_income_living_support.codes import LAW, HouseholdClass
from welfare.rules.article import Article
from welfare.rules.formula import count, formula, total
from welfare.rules.public_assistance.added_support import ADDED_SUPPORT_LAW

RULE = Article(LAW, "11", 1)
ADDITION = Article(ADDED_SUPPORT_LAW, "")


@formula(article=RULE, entity="case", zh="按人發給之款別", en="class paid by the person")
def is_paid_by_the_person(household_class: int) -> bool:
    """The first class of each scheme, and the Taipei type before it."""
    return (
        household_class == HouseholdClass.CLASS_1
        or household_class == HouseholdClass.TYPE_0
        or household_class == HouseholdClass.TYPE_1
    )


@formula(article=RULE, zh="按人發給之生活扶助", en="living support of one person", unit="ntd")
def amount_of_person(
    household_class: int,
    type_zero_per_person: int,
    first_class_per_person: int,
    first_class_steps_down: bool,
    first_class_full_places: int,
    first_class_further_person: int,
    listed_place: int,
) -> int:
    """In 福建省 the full amount goes to the first two listed persons and a lower one to each further."""
    if household_class == HouseholdClass.TYPE_0:
        return type_zero_per_person
    if first_class_steps_down and listed_place > first_class_full_places:
        return first_class_further_person
    return first_class_per_person


@formula(article=RULE, zh="按戶發給之生活扶助", en="living support of the household", unit="ntd")
def amount_of_household(
    is_applicant: bool, household_class: int, second_class_per_household: int, lower_class_per_household: int
) -> int:
    """One amount for the household, carried by the applicant."""
    if not is_applicant:
        return 0
    if household_class == HouseholdClass.CLASS_2 or household_class == HouseholdClass.TYPE_2:
        return second_class_per_household
    return lower_class_per_household


@formula(article=RULE, zh="兒童或就學生活補助", en="amount of a child or student", unit="ntd")
def amount_of_dependant(
    is_supported_child: bool,
    is_supported_student: bool,
    household_class: int,
    second_class_child_amount: int,
    lower_class_child_amount: int,
    student_amount: int,
) -> int:
    """For each child or student among the listed persons."""
    if is_supported_student:
        return student_amount
    if not is_supported_child:
        return 0
    if household_class == HouseholdClass.CLASS_2 or household_class == HouseholdClass.TYPE_2:
        return second_class_child_amount
    return lower_class_child_amount


@formula(article=RULE, zh="應領生活扶助", en="living support due", unit="ntd")
def support_due(
    is_low_income: bool,
    is_paid_by_the_person: bool,
    is_supported: bool,
    amount_of_person: int,
    amount_of_household: int,
    amount_of_dependant: int,
) -> int:
    """What one listed person brings before the ceiling."""
    if not is_low_income:
        return 0
    if is_paid_by_the_person:
        if is_supported:
            return amount_of_person
        return 0
    return amount_of_household + amount_of_dependant


@formula(article=RULE, zh="生活扶助", en="living support", unit="ntd")
def support_share(support_due: int, aid_beside: int, aid_room: int) -> int:
    """With all other government aid at most the basic wage (§8); nothing beside it leaves it as it is."""
    if support_due <= 0:
        return 0
    if aid_beside <= 0 or support_due <= aid_room:
        return support_due
    return aid_room


monthly_amount = total(of="support_share", over="is_listed", zh="每月生活扶助", en="living support a month")


@formula(article=Article(LAW, "10", 4), entity="case", zh="起始月", en="first month", unit="month")
def effective_month(complete_month: int) -> int:
    """The month in which the file was complete."""
    return complete_month


@formula(article=ADDITION, zh="加發對象", en="draws the addition")
def draws_added_support(is_supported: bool, placed_at_public_cost: bool) -> bool:
    """Every supported person who is not placed at public cost."""
    return is_supported and not placed_at_public_cost


added_support_persons = count(over="draws_added_support", zh="加發人數", en="persons who draw the addition")


@formula(
    article=ADDITION,
    entity="case",
    zh="加發生活補助",
    en="added living support",
    unit="ntd",
    from_=date(2026, 1, 1),
    to=date(2027, 1, 31),
)
def added_support(
    added_support_persons: int,
    is_low_income: bool,
    added_support_low_income: int,
    added_support_middle_low_income: int,
) -> int:
    """Paid without an application beside the support and outside its ceiling; the best of several groups."""
    if is_low_income:
        return added_support_low_income * added_support_persons
    return added_support_middle_low_income * added_support_persons


@formula(article=Article(LAW, "12"), zh="可能得增加補助", en="may draw the bonus")
def may_draw_bonus(is_supported: bool, age: int, bonus_age: int, has_disability_certificate: bool) -> bool:
    """65 and older or with a disability certificate; pregnancy of three months is asked by people."""
    if not is_supported:
        return False
    return age >= bonus_age or has_disability_certificate


bonus_persons = count(over="may_draw_bonus", zh="可能得增加補助之人數", en="persons who may draw the bonus")


@formula(article=Article(LAW, "12"), entity="case", zh="可能得增加補助", en="a bonus may be due")
def bonus_may_be_due(monthly_amount: int, bonus_persons: int) -> bool:
    """At most 40 % more cash for these persons; the standard is not known, so nothing is computed."""
    return monthly_amount > 0 and bonus_persons > 0
