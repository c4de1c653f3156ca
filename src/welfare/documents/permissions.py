"""Who may handle documents at all; *whose* documents is decided by the database."""

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission


def check_store(by: Acting) -> None:
    by.check(Permission.DOCUMENT_STORE)


def check_read(by: Acting) -> None:
    by.check(Permission.DOCUMENT_READ)


def check_judge(by: Acting) -> None:
    """Who reviews a case first also says whether a paper will do."""
    by.check(Permission.FIRST_REVIEW_DO)


def can_judge(by: Acting) -> bool:
    return by.can(Permission.FIRST_REVIEW_DO)
