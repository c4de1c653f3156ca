"""The family (家庭成員範圍) — 社會救助法 §5: relations from every listed person, and nine exclusions."""

from __future__ import annotations

from welfare.rules.article import Article
from welfare.rules.formula import formula
from welfare.rules.public_assistance.codes import LAW, RULES, Clause


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
    article=Article(RULES, "4"),
    zh="卑親屬為特定境遇單親",
    en="the descendant is a single parent in special circumstances",
)
def descends_to_single_parent(
    has_single_parent_finding: bool,
    is_ascendant_of_specific_single_parent: bool,
    root_has_single_parent_ground: bool,
    root_raises_child_alone: bool,
    root_has_student_child: bool,
    root_student_child_age: int,
    single_parent_child_age: int,
    extends_single_parent_children: bool,
    single_parent_student_age: int,
) -> bool:
    """One of the seven grounds, and alone raising an unmarried child under 18 who is at school, up to 25
    where the county extends it; a finding already made stands."""
    if has_single_parent_finding:
        return is_ascendant_of_specific_single_parent
    if not root_has_single_parent_ground or not root_raises_child_alone or not root_has_student_child:
        return False
    if root_student_child_age < single_parent_child_age:
        return True
    return extends_single_parent_children and root_student_child_age <= single_parent_student_age


@formula(
    article=Clause.ASCENDANT_OF_SINGLE_PARENT.article,
    zh="特定境遇單親之尊親屬",
    en="single parent's ascendant",
)
def excluded_ascendant_of_single_parent(
    is_ascendant: bool,
    descends_to_single_parent: bool,
    lives_with_listed: bool,
    supports_listed_person: bool,
) -> bool:
    """Clause 2; the special circumstances are those of 施行細則 §4."""
    if not is_ascendant or not descends_to_single_parent:
        return False
    return not lives_with_listed and not supports_listed_person


@formula(article=Article(RULES, "5", 1), zh="無扶養能力之情形", en="ground of inability to support")
def is_kept_from_support(
    has_inability_ground: bool,
    illness_rules_out_work: bool,
    is_caregiver: bool,
    disability_rules_out_work: bool,
    unemployment_recognised: bool,
) -> bool:
    """Listed as low-income, or ill, caring, disabled or jobless as the person's own facts say."""
    return (
        has_inability_ground
        or illness_rules_out_work
        or is_caregiver
        or disability_rules_out_work
        or unemployment_recognised
    )


@formula(
    article=Article(RULES, "5", 1),
    entity="case",
    zh="無扶養能力者動產限額",
    en="movable limit of a person unable to support",
    unit="ntd",
)
def inability_movable_limit(
    movable_limit_is_stepped: bool, low_income_movable_per_person: int, low_income_movable_base: int
) -> int:
    """The low-income limit for one person; in 福建省 the first step, which one person does not exceed."""
    if movable_limit_is_stepped:
        return low_income_movable_base
    return low_income_movable_per_person


@formula(
    article=Clause.MARRIED_DESCENDANT.article,
    zh="無扶養能力之已婚卑親屬",
    en="married descendant unable to support",
)
def excluded_married_descendant(
    is_descendant: bool,
    is_married: bool,
    lives_with_listed: bool,
    is_kept_from_support: bool,
    movable_property: int,
    inability_movable_limit: int,
    real_estate_held: int,
    low_income_real_estate_limit: int,
) -> bool:
    """Clause 3; unable to support means a ground of 施行細則 §5 and own property within the announced
    limits."""
    if not is_descendant or not is_married or lives_with_listed or not is_kept_from_support:
        return False
    return movable_property <= inability_movable_limit and real_estate_held <= low_income_real_estate_limit


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
