"""Who runs the comparison, and who settles a change; *whose* is decided by the database."""

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission


def check_run(by: Acting) -> None:
    by.check(Permission.COMPARISON_RUN)


def check_settle(by: Acting) -> None:
    by.check(Permission.CHANGE_SETTLE)


def can_settle(by: Acting) -> bool:
    return by.can(Permission.CHANGE_SETTLE)


def can_run(by: Acting) -> bool:
    return by.can(Permission.COMPARISON_RUN)
