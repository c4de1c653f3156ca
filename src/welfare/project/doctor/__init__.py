"""`welfare doctor`: looks at this installation and says, for everything that is wrong, what to do.

Each examination yields findings and never raises. A new one is a function named in EXAMINATIONS.
"""

from collections.abc import Callable, Iterator

from welfare.project.doctor.connectors import examine_connectors
from welfare.project.doctor.database import examine_database
from welfare.project.doctor.files import examine_disk, examine_fonts, examine_secrets
from welfare.project.doctor.finding import Finding

EXAMINATIONS: tuple[Callable[[], Iterator[Finding]], ...] = (
    examine_disk,
    examine_secrets,
    examine_fonts,
    examine_database,
    examine_connectors,
)

__all__ = ["EXAMINATIONS", "Finding"]
