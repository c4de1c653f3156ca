"""The bridge from facts to formulas: each input is one whole number or truth value of a person or of the
case.

No law here, only reading: a formula asks for `is_spouse` or `tax_wage` and gets it with its source, or
unknown.
"""

from welfare.rules.inputs import aid as aid
from welfare.rules.inputs import branches as branches
from welfare.rules.inputs import circumstances as circumstances
from welfare.rules.inputs import decisions as decisions
from welfare.rules.inputs import family as family
from welfare.rules.inputs import means as means
from welfare.rules.inputs import movables as movables
from welfare.rules.inputs.declare import CASE_INPUTS as CASE_INPUTS
from welfare.rules.inputs.declare import PERSON_INPUTS as PERSON_INPUTS
from welfare.rules.inputs.declare import Case as Case
