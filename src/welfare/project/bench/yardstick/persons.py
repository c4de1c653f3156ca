"""The yardstick's quantities of a person, and their totals. NOT LAW."""

from __future__ import annotations

from welfare.project.bench.yardstick.codes import LAW, Ground
from welfare.rules.article import Article
from welfare.rules.formula import count, formula, total


@formula(article=Article(LAW, "1", 1), zh="應計算人口", en="counted member")
def is_counted(in_custody: bool, placed_at_public_cost: bool) -> bool:
    """Everybody of the household but those whom the State already keeps."""
    if in_custody:
        return False
    return not placed_at_public_cost


@formula(article=Article(LAW, "1", 2), zh="有工作能力", en="able to work")
def able_to_work(
    age: int,
    working_age_from: int,
    working_age_until: int,
    unable_to_work_by_disability: bool,
    is_student: bool,
    is_caregiver: bool,
    pregnancy_protected: bool,
) -> bool:
    """Of working age and not kept from work."""
    if age < working_age_from or age >= working_age_until:
        return False
    if unable_to_work_by_disability or is_student:
        return False
    return not is_caregiver and not pregnancy_protected


@formula(article=Article(LAW, "2", 1), zh="設算工資", en="imputed wage", unit="ntd_month")
def imputed_wage(
    age: int,
    full_wage_from: int,
    full_wage_until: int,
    has_disability_certificate: bool,
    basic_wage: int,
    age_percent: int,
    disability_percent: int,
) -> int:
    """The basic wage, reduced by age or else by disability."""
    if age < full_wage_from or age >= full_wage_until:
        return basic_wage * age_percent // 100
    if has_disability_certificate:
        return basic_wage * disability_percent // 100
    return basic_wage


@formula(article=Article(LAW, "2", 2), zh="工作收入之依據", en="ground of the work income")
def work_income_ground(
    tax_wage: int, insured_monthly_salary: int, able_to_work: bool, occupational_wage: int
) -> int:
    """Tax data, then the insured salary; who could work is given the wage of the occupation or the basic
    wage."""
    if tax_wage > 0:
        return Ground.TAX
    if insured_monthly_salary > 0:
        return Ground.INSURANCE
    if not able_to_work:
        return Ground.NONE
    if occupational_wage > 0:
        return Ground.OCCUPATION
    return Ground.BASIC_WAGE


@formula(article=Article(LAW, "2", 2), zh="工作收入", en="work income", unit="ntd_month")
def work_income(
    work_income_ground: int,
    tax_wage: int,
    insured_monthly_salary: int,
    occupational_wage: int,
    imputed_wage: int,
) -> int:
    """The amount of the ground that applies, in NT$ a month."""
    if work_income_ground == Ground.TAX:
        return tax_wage // 12
    if work_income_ground == Ground.INSURANCE:
        return insured_monthly_salary
    if work_income_ground == Ground.OCCUPATION:
        return occupational_wage
    if work_income_ground == Ground.BASIC_WAGE:
        return imputed_wage
    return 0


@formula(article=Article(LAW, "2", 3), zh="收入", en="income", unit="ntd_month")
def personal_income(work_income: int, yearly_interest: int, yearly_other_income: int) -> int:
    """Work, and a twelfth of what came in over the year."""
    return work_income + (yearly_interest + yearly_other_income) // 12


@formula(article=Article(LAW, "3", 1), zh="動產", en="movable property", unit="ntd")
def movable_property(yearly_interest: int, deposit_rate_basis_points: int, securities_held: int) -> int:
    """The principal behind the interest, and securities."""
    return yearly_interest * 100 * 100 // deposit_rate_basis_points + securities_held


@formula(article=Article(LAW, "4", 1), zh="未成年", en="a child")
def counts_as_child(age: int, adult_from: int) -> bool:
    """Below the age of majority."""
    return age < adult_from


@formula(article=Article(LAW, "4", 2), zh="成年學生", en="an adult student")
def counts_as_student(is_student: bool, age: int, adult_from: int) -> bool:
    """Of age and at school."""
    return is_student and age >= adult_from


counted_size = count(over="is_counted", zh="應計算人口數", en="counted members")
household_workers = total(
    of="able_to_work", over="is_counted", zh="有工作能力人數", en="members able to work", unit="person"
)
household_children = total(of="counts_as_child", over="is_counted", zh="子女數", en="children", unit="person")
household_students = total(
    of="counts_as_student", over="is_counted", zh="成年學生數", en="adult students", unit="person"
)
household_income = total(
    of="personal_income", over="is_counted", zh="家庭總收入", en="household income", unit="ntd_month"
)
household_movable = total(of="movable_property", over="is_counted", zh="動產", en="movable property")
household_real_estate = total(of="real_estate_held", over="is_counted", zh="不動產", en="real estate")
