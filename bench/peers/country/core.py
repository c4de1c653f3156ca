"""OpenFisca-Core or PolicyEngine-core, whichever this environment holds: they share the names used here."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np

if find_spec("openfisca_core"):
    from openfisca_core.entities import build_entity
    from openfisca_core.indexed_enums import Enum
    from openfisca_core.parameters import ParameterNode
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    MONTH = DateUnit.MONTH
else:
    from policyengine_core.entities import build_entity
    from policyengine_core.enums import Enum
    from policyengine_core.parameters import ParameterNode
    from policyengine_core.periods import MONTH
    from policyengine_core.simulations import SimulationBuilder
    from policyengine_core.taxbenefitsystems import TaxBenefitSystem
    from policyengine_core.variables import Variable

not_, select, where = np.logical_not, np.select, np.where

__all__ = [
    "MONTH", "Enum", "ParameterNode", "SimulationBuilder", "TaxBenefitSystem", "Variable",
    "build_entity", "not_", "select", "where",
]  # fmt: skip
