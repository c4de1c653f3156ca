"""Who may do what in intake; *whose* case is decided by the database."""

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission


def check_record(by: Acting) -> None:
    by.check(Permission.INTAKE_RECORD)


def check_request_supplement(by: Acting) -> None:
    by.check(Permission.SUPPLEMENT_REQUEST)


def check_receive_supplement(by: Acting) -> None:
    """Whoever may store evidence may receive what people bring."""
    by.check(Permission.DOCUMENT_STORE)


def can_accept_supplement(by: Acting) -> bool:
    """Who may ask for a paper may also say that it will do."""
    return by.can(Permission.SUPPLEMENT_REQUEST)


def check_accept_supplement(by: Acting) -> None:
    by.check(Permission.SUPPLEMENT_REQUEST)
