"""Who may read the log, sign a sheet, answer an alarm, hand the list to the person."""

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission, Role


def sees_officers(by: Acting) -> bool:
    """Heads see their office, the auditor the county; everybody else only oneself."""
    return by.role in {Role.SECTION_CHIEF, Role.COUNTY_APPROVER, Role.AUDITOR}


def can_read_case(by: Acting) -> bool:
    return by.can(Permission.LOOKS_READ)


def can_tell(by: Acting) -> bool:
    return by.can(Permission.LOOKS_TELL)


def check_sign(by: Acting) -> None:
    by.check(Permission.LOOKS_SHEET_SIGN)
