"""The older list of members (100.12.27), in force until the end of 2021: the applicant and spouse, children
who owe support with their spouses, the children of these who cannot work, and claiming taxpayers."""

from __future__ import annotations

from welfare.programs.senior_living_allowance.codes import OLDER_LAW
from welfare.rules.article import Article
from welfare.rules.formula import count, formula

WHOLE = Article(OLDER_LAW, "")


@formula(article=WHOLE, zh="負有扶養義務之子女", en="child who owes support")
def is_supporting_child(is_alive: bool, is_child: bool) -> bool:
    """Every living child, near or far."""
    return is_alive and is_child


supporting_children = count(
    over="is_supporting_child", zh="負有扶養義務之子女人數", en="children who owe support"
)


@formula(article=WHOLE, zh="屬 111 年以前之計算範圍", en="within the older list")
def is_in_older_circle(
    is_alive: bool,
    is_listed: bool,
    is_spouse: bool,
    is_child: bool,
    is_child_in_law: bool,
    claims_listed_person: bool,
    is_child_of_supporter: bool,
    able_to_work: bool,
    supporting_children: int,
    is_grandchild: bool,
    supports_listed_person: bool,
) -> bool:
    """Parents, brothers and sisters were not counted. Grandchildren count when a supporting child brings them
    up and they cannot work, or when there is no supporting child and they support in fact."""
    if not is_alive:
        return False
    if is_listed or is_spouse or is_child or is_child_in_law or claims_listed_person:
        return True
    if is_child_of_supporter and not able_to_work:
        return True
    if not is_grandchild or supporting_children > 0:
        return False
    return supports_listed_person


@formula(article=WHOLE, zh="出嫁女兒或贅夫之子一房", en="branch of a child who married out")
def excluded_married_out(branch_married_out: bool, branch_lives_with_listed: bool) -> bool:
    """A daughter who married out or a son who joined his wife's family, with spouse and children, living
    apart."""
    if not branch_married_out:
        return False
    return not branch_lives_with_listed


@formula(article=WHOLE, zh="喪偶之媳或贅婿", en="widowed daughter- or son-in-law")
def excluded_widowed_in_law(is_child_in_law: bool, is_widowed: bool) -> bool:
    """Whose husband or wife, the child, has died."""
    if not is_child_in_law:
        return False
    return is_widowed


@formula(article=WHOLE, zh="不得工作之未設籍配偶", en="spouse not allowed to work")
def excluded_spouse_without_permit(
    is_spouse: bool, is_child_in_law: bool, has_household_registration: bool, may_work_in_taiwan: bool
) -> bool:
    """A foreign or mainland spouse, of the applicant or of a child, who may not work in Taiwan."""
    if not is_spouse and not is_child_in_law:
        return False
    return not has_household_registration and not may_work_in_taiwan


@formula(article=WHOLE, zh="依 111 年以前之規定不列入", en="left out of the older list")
def is_excluded_from_older_list(
    excluded_married_out: bool,
    excluded_widowed_in_law: bool,
    excluded_spouse_without_permit: bool,
    in_military_service: bool,
    publicly_funded_student: bool,
    in_custody: bool,
    excluded_missing: bool,
) -> bool:
    """There was no clause for children who never cared: forty years without contact left nobody out."""
    return (
        excluded_married_out
        or excluded_widowed_in_law
        or excluded_spouse_without_permit
        or in_military_service
        or publicly_funded_student
        or in_custody
        or excluded_missing
    )


@formula(article=WHOLE, zh="依 111 年以前之規定列計", en="counted on the older list")
def is_counted_by_older_list(is_in_older_circle: bool, is_excluded_from_older_list: bool) -> bool:
    """As with the present list, exclusion takes the income, the property and the head together."""
    if not is_in_older_circle:
        return False
    return not is_excluded_from_older_list
