"""The yardstick's quantities of a person, as a country package writes them."""

from country.core import MONTH, Variable, not_, select, where
from country.entities import Person


class is_counted(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH
    label = "Counted member"

    def formula(person, period):
        return not_(person("in_custody", period)) * not_(person("placed_at_public_cost", period))


class able_to_work(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH
    label = "Able to work"

    def formula(person, period, parameters):
        p = parameters(period)
        age = person("age", period)
        return (
            (age >= p.working_age_from)
            * (age < p.working_age_until)
            * not_(person("unable_to_work_by_disability", period))
            * not_(person("is_student", period))
            * not_(person("is_caregiver", period))
            * not_(person("pregnancy_protected", period))
        )


class imputed_wage(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH
    label = "Imputed wage"

    def formula(person, period, parameters):
        p = parameters(period)
        age = person("age", period)
        reduced_by_age = (age < p.full_wage_from) + (age >= p.full_wage_until)
        return where(
            reduced_by_age,
            p.basic_wage * p.age_percent // 100,
            where(
                person("has_disability_certificate", period),
                p.basic_wage * p.disability_percent // 100,
                p.basic_wage,
            ),
        )


class work_income_ground(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH
    label = "Ground of the work income"

    def formula(person, period):
        return where(
            person("tax_wage", period) > 0,
            1,
            where(
                person("insured_monthly_salary", period) > 0,
                2,
                where(
                    person("able_to_work", period),
                    where(person("occupational_wage", period) > 0, 3, 4),
                    0,
                ),
            ),
        )


class work_income(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH
    label = "Work income"

    def formula(person, period):
        ground = person("work_income_ground", period)
        return select(
            [ground == 1, ground == 2, ground == 3, ground == 4],
            [
                person("tax_wage", period) // 12,
                person("insured_monthly_salary", period),
                person("occupational_wage", period),
                person("imputed_wage", period),
            ],
            0,
        )


class personal_income(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH
    label = "Income"

    def formula(person, period):
        yearly = person("yearly_interest", period) + person("yearly_other_income", period)
        return person("work_income", period) + yearly // 12


class movable_property(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH
    label = "Movable property"

    def formula(person, period, parameters):
        principal = person("yearly_interest", period) * 10_000 // parameters(period).deposit_rate_basis_points
        return principal + person("securities_held", period)


class counts_as_child(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH
    label = "A child"

    def formula(person, period, parameters):
        return person("age", period) < parameters(period).adult_from


class counts_as_student(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH
    label = "An adult student"

    def formula(person, period):
        return person("is_student", period) * not_(person("counts_as_child", period))


VARIABLES = [
    is_counted, able_to_work, imputed_wage, work_income_ground, work_income, personal_income,
    movable_property, counts_as_child, counts_as_student,
]  # fmt: skip
