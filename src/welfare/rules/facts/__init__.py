"""What is known of one household (事實): typed, each value with its source and date, unknown never read as
no."""

from welfare.rules.facts.entry import Facts as Facts
from welfare.rules.facts.model import CaseFacts as CaseFacts
from welfare.rules.facts.model import Person as Person
from welfare.rules.facts.problems import InvalidFacts as InvalidFacts
from welfare.rules.facts.problems import Problem as Problem
from welfare.rules.facts.values import Fact as Fact
