"""Who may review at all; *whose* cases is decided by the database."""

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission


def check_first_review(by: Acting) -> None:
    by.check(Permission.FIRST_REVIEW_DO)


def check_second_review(by: Acting) -> None:
    by.check(Permission.SECOND_REVIEW_DO)


def check_return(by: Acting) -> None:
    by.check(Permission.CASE_RETURN)


def check_send_roster(by: Acting) -> None:
    by.check(Permission.ROSTER_SEND)


def check_assign_visit(by: Acting) -> None:
    by.check(Permission.VISIT_ASSIGN)
