"""The four formulas that look a county's figure up, tuned: by whole number in a plain array.

Looking parameters up by an array of enumeration members, as the documentation teaches, walks over the rows
in Python (OpenFisca-Core 46). Everything else of the country stays as it is.
"""

from typing import Any

import numpy as np
from country import households
from country.core import MONTH, Variable
from country.entities import Household


class county(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH
    label = "County, by number"


def _instead(variable: type, formula: Any) -> type:
    """The same variable with another formula."""
    kept = {key: value for key, value in vars(variable).items() if not key.startswith("__")}
    return type(variable.__name__, (Variable,), {**kept, "formula": formula})


def variables(figures: dict[str, Any]) -> list[type]:
    """Variables that replace those of the same name."""
    arrays = {name: np.array(of, dtype=np.int32) for name, of in figures.items() if isinstance(of, list)}

    def income_limit(household, period):
        return arrays["minimum_living"][household("county", period)] * household("counted_size", period)

    def movable_limit(household, period):
        return arrays["movable_per_head"][household("county", period)] * household("counted_size", period)

    def real_estate_within_limit(household, period):
        limit = arrays["real_estate_limit"][household("county", period)]
        return household("household_real_estate", period) <= limit

    def real_estate_within_wider_limit(household, period, parameters):
        limit = arrays["real_estate_limit"][household("county", period)]
        wider = limit * parameters(period).wider_percent // 100
        return household("household_real_estate", period) <= wider

    return [
        county,
        _instead(households.income_limit, income_limit),
        _instead(households.movable_limit, movable_limit),
        _instead(households.real_estate_within_limit, real_estate_within_limit),
        _instead(households.real_estate_within_wider_limit, real_estate_within_wider_limit),
    ]
