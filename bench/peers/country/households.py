"""The yardstick's quantities of a household, as a country package writes them."""

from country.core import MONTH, Variable, select
from country.entities import Household


class counted_size(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH
    label = "Counted members"

    def formula(household, period):
        return household.sum(household.members("is_counted", period))


def _total(name: str, of: str, label: str) -> type:
    """The same sum over counted members for another quantity."""

    def formula(household, period):
        return household.sum(household.members(of, period) * household.members("is_counted", period))

    return type(
        name,
        (Variable,),
        {
            "value_type": int,
            "entity": Household,
            "definition_period": MONTH,
            "label": label,
            "formula": formula,
        },
    )


class income_limit(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH
    label = "Income line"

    def formula(household, period, parameters):
        county = household("county", period)
        return parameters(period).minimum_living[county] * household("counted_size", period)


class movable_limit(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH
    label = "Limit of movable property"

    def formula(household, period, parameters):
        county = household("county", period)
        return parameters(period).movable_per_head[county] * household("counted_size", period)


class income_within_line(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "Income at most the line"

    def formula(household, period):
        return household("household_income", period) <= household("income_limit", period)


class movable_within_limit(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "Movable property at most the limit"

    def formula(household, period):
        return household("household_movable", period) <= household("movable_limit", period)


class real_estate_within_limit(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "Real estate at most the limit"

    def formula(household, period, parameters):
        limit = parameters(period).real_estate_limit[household("county", period)]
        return household("household_real_estate", period) <= limit


class income_within_wider_line(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "Income at most the wider line"

    def formula(household, period, parameters):
        wider = household("income_limit", period) * parameters(period).wider_percent // 100
        return household("household_income", period) <= wider


class movable_within_wider_limit(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "Movable property at most the wider limit"

    def formula(household, period, parameters):
        wider = household("movable_limit", period) * parameters(period).wider_percent // 100
        return household("household_movable", period) <= wider


class real_estate_within_wider_limit(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "Real estate at most the wider limit"

    def formula(household, period, parameters):
        p = parameters(period)
        wider = p.real_estate_limit[household("county", period)] * p.wider_percent // 100
        return household("household_real_estate", period) <= wider


class income_class(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH
    label = "Class"

    def formula(household, period, parameters):
        p = parameters(period)
        income, workers = household("household_income", period), household("household_workers", period)
        low = (
            household("income_within_line", period)
            * household("movable_within_limit", period)
            * household("real_estate_within_limit", period)
        )
        near = (
            household("income_within_wider_line", period)
            * household("movable_within_wider_limit", period)
            * household("real_estate_within_wider_limit", period)
        )
        few_able = workers * 100 <= household("counted_size", period) * p.class_two_worker_percent
        little = income * 100 <= household("income_limit", period) * p.class_two_income_percent
        return select(
            [low * (income <= 0) * (workers <= 0), low * few_able * little, low, near], [1, 2, 3, 4], 0
        )


class monthly_amount(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH
    label = "Amount a month"

    def formula(household, period, parameters):
        p = parameters(period)
        grade = household("income_class", period)
        young = (
            household("household_children", period) * p.child_amount
            + household("household_students", period) * p.student_amount
        )
        return select(
            [grade == 1, grade == 2, grade == 3],
            [household("counted_size", period) * p.class_one_per_head, p.class_two_household + young, young],
            0,
        )


VARIABLES = [
    counted_size,
    _total("household_workers", "able_to_work", "Members able to work"),
    _total("household_children", "counts_as_child", "Children"),
    _total("household_students", "counts_as_student", "Adult students"),
    _total("household_income", "personal_income", "Household income"),
    _total("household_movable", "movable_property", "Movable property"),
    _total("household_real_estate", "real_estate_held", "Real estate"),
    income_limit, movable_limit, income_within_line, movable_within_limit, real_estate_within_limit,
    income_within_wider_line, movable_within_wider_limit, real_estate_within_wider_limit, income_class,
    monthly_amount,
]  # fmt: skip
