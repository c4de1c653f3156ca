"""Who may read figures; *whose* figures is decided by the database."""

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission, Role


def check_read(by: Acting) -> None:
    by.check(Permission.STATISTICS_READ)


def sees_all_counties(by: Acting) -> bool:
    """The ministry reads counts of every county and not one row of a person."""
    return by.role is Role.MINISTRY_ADMINISTRATOR


def compares_towns(by: Acting) -> bool:
    """County roles compare townships; a township sees itself."""
    return not by.town and not sees_all_counties(by)
