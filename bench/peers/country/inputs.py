"""What is set from outside."""

from country.core import MONTH, Enum, Variable
from country.entities import Household, Person

COUNTIES = 22
County = Enum("County", {f"c{place:02d}": f"c{place:02d}" for place in range(COUNTIES)})
NUMBERS = (
    "age", "tax_wage", "insured_monthly_salary", "occupational_wage", "yearly_interest",
    "yearly_other_income", "securities_held", "real_estate_held",
)  # fmt: skip
TRUTHS = (
    "has_disability_certificate", "unable_to_work_by_disability", "is_student", "is_caregiver",
    "pregnancy_protected", "in_custody", "placed_at_public_cost",
)  # fmt: skip


def _input(name: str, kind: type) -> type:
    return type(
        name, (Variable,), {"value_type": kind, "entity": Person, "definition_period": MONTH, "label": name}
    )


class county(Variable):
    value_type = Enum
    possible_values = County
    default_value = County.c00
    entity = Household
    definition_period = MONTH
    label = "County"


OF_PERSONS = [*(_input(name, int) for name in NUMBERS), *(_input(name, bool) for name in TRUTHS)]
