"""Who may look people up, and who may correct what a register said."""

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission


def check_ask(by: Acting) -> None:
    by.check(Permission.LOOKUP_ASK)


def can_ask(by: Acting) -> bool:
    return by.can(Permission.LOOKUP_ASK)


def check_correct(by: Acting) -> None:
    by.check(Permission.FACT_CORRECT)


def check_find(by: Acting) -> None:
    """Who visits writes down what was seen; so may who corrects."""
    if not by.can(Permission.FACT_CORRECT):
        by.check(Permission.VISIT_RECORD)


def can_correct(by: Acting) -> bool:
    return by.can(Permission.FACT_CORRECT)
