"""A caseload: 100,000 or 1,000,000 households computed from the same formula functions as one household.

Imports NumPy, and Numba when a kernel is compiled; nothing outside this package imports either.
"""

from welfare.rules.caseload.columns import Caseload as Caseload
from welfare.rules.caseload.columns import InvalidCaseload as InvalidCaseload
from welfare.rules.caseload.columns import Provenance as Provenance
from welfare.rules.caseload.computing import compute as compute
from welfare.rules.caseload.computing import compute_all as compute_all
from welfare.rules.caseload.figures import COUNTIES as COUNTIES
from welfare.rules.caseload.kernel.verdicts import OUTCOMES as OUTCOMES
from welfare.rules.caseload.result import CaseloadResult as CaseloadResult
from welfare.rules.caseload.result import CountyTotal as CountyTotal
