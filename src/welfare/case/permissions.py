"""Who may do what with a case at all; *whose* case is decided by the database."""

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission


def check_read(by: Acting) -> None:
    by.check(Permission.CASE_READ)


def can_read(by: Acting) -> bool:
    return by.can(Permission.CASE_READ)


def check_open(by: Acting) -> None:
    by.check(Permission.INTAKE_RECORD)
