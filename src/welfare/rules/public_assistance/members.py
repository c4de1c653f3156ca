"""The family (家庭成員範圍) — 社會救助法 §5: relations from every listed person, and nine exclusions."""

from __future__ import annotations

from welfare.rules.article import Article
from welfare.rules.formula import formula
from welfare.rules.public_assistance.codes import LAW, Clause


@formula(article=Article(LAW, "5", 1), zh="屬家庭成員範圍", en="belongs to the family")
def is_in_family(
    is_alive: bool,
    is_listed: bool,
    is_spouse: bool,
    is_first_degree: bool,
    is_other_lineal: bool,
    shares_registration: bool,
    lives_with_listed: bool,
    claims_listed_person: bool,
) -> bool:
    """Listed persons, spouses and first-degree lineal relatives wherever they live; other lineal relatives
    only of the same registration or dwelling; anybody who claims a listed person as a tax dependant."""
    if not is_alive:
        return False
    if is_listed or is_spouse or is_first_degree or claims_listed_person:
        return True
    if not is_other_lineal:
        return False
    return shares_registration or lives_with_listed


@formula(article=Clause.UNREGISTERED_SPOUSE.article, zh="未設戶籍之配偶", en="spouse without registration")
def excluded_unregistered_spouse(is_spouse: bool, has_household_registration: bool) -> bool:
    """Clause 1."""
    if not is_spouse:
        return False
    return not has_household_registration


@formula(
    article=Clause.ASCENDANT_OF_SINGLE_PARENT.article,
    zh="特定境遇單親之尊親屬",
    en="single parent's ascendant",
)
def excluded_ascendant_of_single_parent(
    is_ascendant: bool,
    is_ascendant_of_specific_single_parent: bool,
    lives_with_listed: bool,
    supports_listed_person: bool,
) -> bool:
    """Clause 2; the special circumstances are those of 施行細則 §4."""
    if not is_ascendant or not is_ascendant_of_specific_single_parent:
        return False
    return not lives_with_listed and not supports_listed_person


@formula(
    article=Clause.MARRIED_DESCENDANT.article,
    zh="無扶養能力之已婚卑親屬",
    en="married descendant unable to support",
)
def excluded_married_descendant(
    is_descendant: bool,
    is_married: bool,
    lives_with_listed: bool,
    has_inability_ground: bool,
    movable_property: int,
    real_estate_held: int,
    inability_movable_limit: int,
    inability_real_estate_limit: int,
) -> bool:
    """Clause 3; unable to support means a ground of 施行細則 §5 and property within the announced limits."""
    if not is_descendant or not is_married or lives_with_listed or not has_inability_ground:
        return False
    return movable_property <= inability_movable_limit and real_estate_held <= inability_real_estate_limit


@formula(article=Clause.ABSENT_PARENT.article, zh="未同住、未扶養、未行使親權之父或母", en="absent parent")
def excluded_absent_parent(
    is_parent_of_listed: bool,
    is_spouse: bool,
    age_of_listed_child: int,
    age_of_majority: int,
    lives_with_listed: bool,
    supports_listed_person: bool,
    exercises_parental_rights: bool,
) -> bool:
    """Clause 4: the three conditions together, and only for a parent of a minor in a single-parent family."""
    if not is_parent_of_listed or is_spouse or age_of_listed_child >= age_of_majority:
        return False
    return not lives_with_listed and not supports_listed_person and not exercises_parental_rights


@formula(article=Clause.MISSING.article, zh="失蹤六個月以上", en="missing six months")
def excluded_missing(months_missing: int, missing_months_required: int) -> bool:
    """Clause 8, counted from the report to the police."""
    return months_missing >= missing_months_required


@formula(article=Article(LAW, "5", 3), zh="依法不列入計算", en="excluded by law")
def is_excluded(
    excluded_unregistered_spouse: bool,
    excluded_ascendant_of_single_parent: bool,
    excluded_married_descendant: bool,
    excluded_absent_parent: bool,
    in_military_service: bool,
    publicly_funded_student: bool,
    in_custody: bool,
    excluded_missing: bool,
    has_exclusion_decision: bool,
) -> bool:
    """Divorce, distance and silence exclude nobody; clause 9 is a person's decision, never a flag."""
    return (
        has_exclusion_decision
        or excluded_unregistered_spouse
        or excluded_ascendant_of_single_parent
        or excluded_married_descendant
        or excluded_absent_parent
        or in_military_service
        or publicly_funded_student
        or in_custody
        or excluded_missing
    )


@formula(article=Article(LAW, "5", 3), zh="不列計款次", en="clause of exclusion")
def exclusion_clause(
    excluded_unregistered_spouse: bool,
    excluded_ascendant_of_single_parent: bool,
    excluded_married_descendant: bool,
    excluded_absent_parent: bool,
    in_military_service: bool,
    publicly_funded_student: bool,
    in_custody: bool,
    excluded_missing: bool,
    has_exclusion_decision: bool,
) -> int:
    """The first clause that applies, for the explanation; 0 when none does."""
    if excluded_unregistered_spouse:
        return Clause.UNREGISTERED_SPOUSE
    if excluded_ascendant_of_single_parent:
        return Clause.ASCENDANT_OF_SINGLE_PARENT
    if excluded_married_descendant:
        return Clause.MARRIED_DESCENDANT
    if excluded_absent_parent:
        return Clause.ABSENT_PARENT
    if in_military_service:
        return Clause.MILITARY_SERVICE
    if publicly_funded_student:
        return Clause.FUNDED_STUDENT
    if in_custody:
        return Clause.CUSTODY
    if excluded_missing:
        return Clause.MISSING
    if has_exclusion_decision:
        return Clause.DECIDED
    return Clause.NONE
