"""Worked cases: facts and the answer expected, in YAML that a caseworker reads and a policy officer extends.

`reading` finds and checks the files, `running` determines each case and names every difference.
"""

from welfare.rules.casebook.reading import Case as Case
from welfare.rules.casebook.reading import InvalidCases as InvalidCases
from welfare.rules.casebook.reading import cases_of_programs as cases_of_programs
from welfare.rules.casebook.reading import read_cases as read_cases
from welfare.rules.casebook.running import Difference as Difference
from welfare.rules.casebook.running import Result as Result
from welfare.rules.casebook.running import run_case as run_case
