"""Inputs about what a person lives through: disability, illness, pregnancy, raising a child alone, a
change."""

from __future__ import annotations

from welfare.rules.calendar import month_number, months_begun
from welfare.rules.facts.model import Person
from welfare.rules.facts.values import Fact, derived
from welfare.rules.inputs.codes import ChangeKind, DisabilityDegree
from welfare.rules.inputs.declare import APPLIED, NOT_APPLIED, NOT_KIN, Case, case_input, person_input
from welfare.rules.inputs.family import age

NO_MONTHS, NO_DESCENDANT = Fact(0, "application"), Fact(0, "kinship")
NO_STUDENT, NO_STUDENT_AGE = Fact(False, "derived"), Fact(0, "derived")


@person_input("int", "障礙程度（0 無證明，1 輕度至 4 極重度）", "degree of disability, 0 for none")
def disability_degree_code(person: Person, case: Case) -> Fact[int]:
    certificate, degree = person.has_disability_certificate, person.disability_degree
    if not certificate.value:
        return derived(None if certificate.value is None else int(DisabilityDegree.NONE), certificate)
    return derived(
        None if degree.value is None else int(DisabilityDegree[degree.value.upper()]), degree, certificate
    )


@person_input("bool", "傷病證明已逾有效期間", "the certificate of illness has run out", seldom=True)
def illness_certificate_expired(person: Person, case: Case) -> Fact[bool]:
    """A certificate without a last day is open."""
    until = person.illness_certified_until
    expired = until.value is not None and until.value < case.investigated_on
    return derived(expired, until) if until.is_known else NOT_APPLIED


@person_input("bool", "已填懷胎或分娩期間之認定", "protection of pregnancy or birth is stated")
def states_pregnancy_protection(person: Person, case: Case) -> Fact[bool]:
    return APPLIED if person.pregnancy_protected.is_known else NOT_APPLIED


@person_input("bool", "最近曾分娩", "has given birth")
def gave_birth(person: Person, case: Case) -> Fact[bool]:
    birth = person.gave_birth_on
    return derived(True, birth) if birth.is_known else NOT_APPLIED


@person_input("int", "分娩後經過月數（未滿一月以一月計）", "months begun since the birth")
def months_since_birth(person: Person, case: Case) -> Fact[int]:
    birth = person.gave_birth_on
    if birth.value is None:
        return NO_MONTHS
    return derived(months_begun(birth.value, case.investigated_on), birth)


@person_input("int", "最年幼卑親屬之年齡（未填卑親屬者為 0）", "age of the youngest descendant, 0 if none")
def age_of_youngest_descendant(person: Person, case: Case) -> Fact[int]:
    """Children and grandchildren of the file who are alive."""
    children = case.children.get(person.id)
    if not children:
        return NO_DESCENDANT
    younger = {p.id: p for child in children for p in case.children.get(child.id, ())}
    ages = [age(one, case) for one in (*children, *younger.values()) if not one.died_on.is_known]
    if not ages:
        return NO_DESCENDANT
    if any(not one.is_known for one in ages):
        return derived(None, *ages)
    return derived(min(one.value or 0 for one in ages), *ages)


def _single_parent(person: Person, case: Case) -> Person | None:
    """The listed person whose ascendant this is, the one with a ground first."""
    roots = case.descendants[person.id]
    if len(roots) < 2:
        return roots[0] if roots else None
    return min(roots, key=lambda root: root.single_parent_ground.value in (None, "none"))


@person_input("bool", "已填特定境遇單親之認定", "the single parent's circumstances are stated as a finding")
def has_single_parent_finding(person: Person, case: Case) -> Fact[bool]:
    stated = (root.is_specific_single_parent for root in case.descendants[person.id])
    found = [one for one in stated if one.is_known]
    return derived(True, *found) if found else NOT_KIN


@person_input("bool", "其卑親屬具特定境遇單親之情形", "the descendant has a ground of a single parent")
def root_has_single_parent_ground(person: Person, case: Case) -> Fact[bool]:
    root = _single_parent(person, case)
    if root is None:
        return NOT_KIN
    ground = root.single_parent_ground
    return derived(None if ground.value is None else ground.value != "none", ground)


@person_input("bool", "其卑親屬獨自扶養子女", "the descendant raises children alone")
def root_raises_child_alone(person: Person, case: Case) -> Fact[bool]:
    root = _single_parent(person, case)
    return root.raises_child_alone if root else NOT_KIN


@person_input("bool", "其卑親屬有未婚在學子女", "the descendant has an unmarried child at school")
def root_has_student_child(person: Person, case: Case) -> Fact[bool]:
    students = [_is_unmarried_student(child) for child in _children_of_root(person, case)]
    if not students:
        return NO_STUDENT
    if any(one.value for one in students):
        return derived(True, *(one for one in students if one.value))
    if any(not one.is_known for one in students):
        return derived(None, *students)
    return derived(False, *students)


@person_input("int", "該未婚在學子女之年齡", "age of the unmarried child at school")
def root_student_child_age(person: Person, case: Case) -> Fact[int]:
    """The youngest; 0 without one."""
    children = [c for c in _children_of_root(person, case) if _is_unmarried_student(c).value]
    if not children:
        return NO_STUDENT_AGE
    ages = [age(child, case) for child in children]
    if any(not one.is_known for one in ages):
        return derived(None, *ages)
    return derived(min(one.value or 0 for one in ages), *ages)


def _children_of_root(person: Person, case: Case) -> list[Person]:
    root = _single_parent(person, case)
    return [] if root is None else case.children.get(root.id, [])


def _is_unmarried_student(child: Person) -> Fact[bool]:
    state, student = child.marital_state, child.is_student
    if state.value == "married" or student.value is False:
        return derived(False, state if state.value == "married" else student)
    return derived(True if state.is_known and student.is_known else None, student, state)


@case_input("int", "變動種類（0 新申請、1 增加、2 減少、3 停止）", "kind of change")
def change_kind(case: Case) -> Fact[int]:
    kind = case.facts.change_kind
    if kind.value is None:
        return Fact(value=int(ChangeKind.GRANT), source="application")
    return derived(int(ChangeKind[kind.value.upper()]), kind)


@case_input("int", "變動發生月", "month of the change")
def change_month(case: Case) -> Fact[int]:
    """0 for a new application; unknown as long as nobody said when a change happened."""
    kind, day = case.facts.change_kind, case.facts.changed_on
    if kind.value in (None, "grant"):
        return derived(0, kind) if kind.is_known else NO_MONTHS
    return derived(None if day.value is None else month_number(day.value), day)
