"""Inputs about a person's place in the family and in life: relation, dwelling, age, school, custody."""

from __future__ import annotations

from welfare.rules.calendar import full_months, full_years, month_number
from welfare.rules.facts.model import Person
from welfare.rules.facts.values import Fact, derived
from welfare.rules.inputs.declare import APPLIED, IS_KIN, NOT_APPLIED, NOT_KIN, Case, person_input
from welfare.rules.kinship import ASCENDING, DESCENDING, FIRST_DEGREE, OTHER_LINEAL

SPOUSE, SIBLING, PARENT = frozenset({"spouse"}), frozenset({"sibling"}), frozenset({"parent"})
CLAIMED, NOT_CLAIMED = Fact(True, "tax_records"), Fact(False, "tax_records")
ALIVE = Fact(True, "household_registration")


def _related(person: Person, case: Case, relations: frozenset[str]) -> Fact[bool]:
    return IS_KIN if case.kin[person.id].has(relations) else NOT_KIN


@person_input("bool", "為申請輔導人口", "is a listed person")
def is_listed(person: Person, case: Case) -> Fact[bool]:
    return APPLIED if person.id in case.facts.listed else NOT_APPLIED


@person_input("bool", "為申請人", "is the applicant")
def is_applicant(person: Person, case: Case) -> Fact[bool]:
    return APPLIED if person.id == case.facts.applicant else NOT_APPLIED


@person_input("bool", "為申請輔導人口之配偶", "is the spouse of a listed person")
def is_spouse(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, SPOUSE)


@person_input("bool", "為一親等直系血親", "is a first-degree lineal relative")
def is_first_degree(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, FIRST_DEGREE)


@person_input("bool", "為其他直系血親", "is another lineal relative")
def is_other_lineal(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, OTHER_LINEAL)


@person_input("bool", "為直系血親尊親屬", "is an ascendant")
def is_ascendant(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, ASCENDING)


@person_input("bool", "為直系血親卑親屬", "is a descendant")
def is_descendant(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, DESCENDING)


@person_input("bool", "為申請輔導人口之兄弟姊妹", "is a sibling of a listed person")
def is_sibling(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, SIBLING)


@person_input("bool", "為申請輔導人口子女之配偶", "is the spouse of a listed person's child")
def is_child_in_law(person: Person, case: Case) -> Fact[bool]:
    parents = (parent for one in case.spouses[person.id] for parent in one.parents)
    return IS_KIN if any(parent in case.facts.listed for parent in parents) else NOT_KIN


@person_input("bool", "認列申請輔導人口為扶養親屬", "claims a listed person as a tax dependant")
def claims_listed_person(person: Person, case: Case) -> Fact[bool]:
    claimed = any(one in case.facts.listed for one in person.claims_as_dependant)
    return CLAIMED if claimed else NOT_CLAIMED


@person_input("bool", "生存", "is alive")
def is_alive(person: Person, case: Case) -> Fact[bool]:
    died = person.died_on
    if died.value is None and not died.source:
        return ALIVE
    return Fact(died.value is None or died.value > case.on, died.source, died.as_of)


def _shares(person: Person, case: Case, name: str) -> Fact[bool]:
    if person.id in case.facts.listed:
        return APPLIED
    own: Fact[str] = getattr(person, name)
    others: list[Fact[str]] = [getattr(p, name) for p in case.listed]
    if own.is_known and any(own.value == other.value for other in others):
        return derived(True, own)
    if not own.is_known or not all(other.is_known for other in others):
        return derived(None, own, *others)
    return derived(False, own)


@person_input("bool", "與申請輔導人口共同生活", "lives together with a listed person")
def lives_with_listed(person: Person, case: Case) -> Fact[bool]:
    return _shares(person, case, "dwelling")


@person_input("bool", "與申請輔導人口同一戶籍", "is registered in the household of a listed person")
def shares_registration(person: Person, case: Case) -> Fact[bool]:
    return _shares(person, case, "registered_household")


@person_input("int", "實足年齡", "age in full years")
def age(person: Person, case: Case) -> Fact[int]:
    born = person.born_on.value
    return derived(None if born is None else full_years(born, case.investigated_on), person.born_on)


@person_input("int", "出生月", "month of birth")
def birth_month(person: Person, case: Case) -> Fact[int]:
    born = person.born_on.value
    return derived(None if born is None else month_number(born), person.born_on)


@person_input("bool", "女性", "is a woman")
def is_woman(person: Person, case: Case) -> Fact[bool]:
    return derived(None if person.sex.value is None else person.sex.value == "female", person.sex)


@person_input("bool", "已婚", "is married")
def is_married(person: Person, case: Case) -> Fact[bool]:
    state = person.marital_state
    return derived(None if state.value is None else state.value == "married", state)


@person_input("bool", "就讀日間部學校", "attends a day school")
def attends_day_school(person: Person, case: Case) -> Fact[bool]:
    school = person.school_type
    return derived(None if school.value is None else school.value == "day", school)


@person_input("bool", "就讀夜間部或進修學校", "attends an evening or continuing-education school")
def attends_evening_school(person: Person, case: Case) -> Fact[bool]:
    school = person.school_type
    return derived(None if school.value is None else school.value in ("evening", "continuing"), school)


@person_input("bool", "就讀高級中等以上學校", "attends senior high school or above")
def attends_senior_school(person: Person, case: Case) -> Fact[bool]:
    level = person.school_level
    return derived(None if level.value is None else level.value != "compulsory", level)


@person_input("int", "在申請輔導人口中之順序", "place among the listed persons")
def listed_place(person: Person, case: Case) -> Fact[int]:
    """1 for the first; 0 for who is not listed."""
    listed = case.facts.listed
    place = listed.index(person.id) + 1 if person.id in listed else 0
    return Fact(place, "application")


@person_input("bool", "有無扶養能力之法定情形", "has a statutory ground of inability to support")
def has_inability_ground(person: Person, case: Case) -> Fact[bool]:
    ground = person.unable_to_support_ground
    return derived(None if ground.value is None else ground.value != "none", ground)


@person_input(
    "bool",
    "為特定境遇單親申請人之尊親屬",
    "is an ascendant of a single parent in special circumstances",
    seldom=True,
)
def is_ascendant_of_specific_single_parent(person: Person, case: Case) -> Fact[bool]:
    flags = [root.is_specific_single_parent for root in case.descendants[person.id]]
    if not flags:
        return NOT_KIN
    if any(flag.value for flag in flags):
        return derived(True, *(flag for flag in flags if flag.value))
    if any(not flag.is_known for flag in flags):
        return derived(None, *flags)
    return derived(False, *flags)


@person_input("bool", "為申請輔導人口之父或母", "is a parent of a listed person")
def is_parent_of_listed(person: Person, case: Case) -> Fact[bool]:
    return _related(person, case, PARENT)


@person_input("int", "該申請輔導子女之年齡", "age of the listed child", seldom=True)
def age_of_listed_child(person: Person, case: Case) -> Fact[int]:
    by_root = case.kin[person.id].by_root
    ages = [age(case.known[root], case) for root, relation in by_root.items() if relation == "parent"]
    if any(not one.is_known for one in ages):
        return derived(None, *ages)
    return derived(min((one.value or 0 for one in ages), default=0), *ages)


@person_input("int", "失蹤協尋未獲月數", "months missing since the police report")
def months_missing(person: Person, case: Case) -> Fact[int]:
    if person.is_missing.value is False:
        return derived(0, person.is_missing)
    if person.is_missing.value is None:
        return derived(None, person.is_missing)
    reported = person.missing_reported_on
    return derived(None if reported.value is None else full_months(reported.value, case.on), reported)
