"""The answer of one program serves the others, for a caseload as for one household (rules/together.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from welfare.rules.caseload.columns import Caseload
from welfare.rules.caseload.provenance import Provenance
from welfare.rules.caseload.result import CaseloadResult
from welfare.rules.facts.model import CaseFacts
from welfare.rules.outcome import Outcome
from welfare.rules.reasons import THIS_RUN
from welfare.rules.together import listed_by

#: What each column of the listed status says of a status.
_SAYS: dict[str, Callable[[str], bool]] = {
    "is_listed_low_income": lambda status: status != "none",
    "is_low_income_household": lambda status: status == "low_income",
}


def is_open(caseload: Caseload) -> bool:
    """Whether the listed status of any household is unknown."""
    return any(caseload.unknown[name].any() for name in _SAYS if name in caseload.unknown)


def told(caseload: Caseload, by: CaseloadResult) -> Caseload:
    """The caseload with the listed status that a draft answer tells where no register has told it: the level
    of a household that passes, none of one that is refused; it stays unknown while that answer is open."""
    refused, passed = by.has_outcome(Outcome.INELIGIBLE), by.flag("passed")
    statuses = ("none", *(level.code for level in by.program.levels))
    of = np.where(refused, 0, by.level)
    cases, unknown, provenance = dict(caseload.cases), dict(caseload.unknown), dict(caseload.provenance)
    drafted = np.zeros(len(caseload), np.bool_)
    for name, says in _SAYS.items():
        if name in unknown and name in cases:
            here = unknown[name] & (refused | passed)
            drafted |= here
            cases[name] = np.where(here, np.array([says(status) for status in statuses])[of], cases[name])
            provenance.pop(name, None)
            if unknown[name].all():
                provenance[name] = Provenance(THIS_RUN, by.on)
            unknown[name] = unknown[name] & ~here
    facts: Sequence[CaseFacts] = [
        replace(one, listed_status=listed_by(by.program.code, statuses[of[place]], by.on))
        if drafted[place]
        else one
        for place, one in enumerate(caseload.facts)
    ]
    return replace(caseload, cases=cases, unknown=unknown, provenance=provenance, facts=facts)
