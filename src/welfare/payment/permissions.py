"""Who may handle money at all; *whose* money is decided by the database."""

from welfare.foundation.acting import Acting
from welfare.foundation.roles import Permission


def check_entitle(by: Acting) -> None:
    """Only the worker makes entitlements, from decisions."""
    by.check(Permission.PAYMENT_PREPARE)


def check_prepare(by: Acting) -> None:
    by.check(Permission.PAYMENT_PREPARE)


def check_release(by: Acting) -> None:
    by.check(Permission.PAYMENT_RELEASE)


def check_withdraw(by: Acting) -> None:
    """Who may prepare may take back; who may release may send back."""
    if not by.can(Permission.PAYMENT_PREPARE):
        by.check(Permission.PAYMENT_RELEASE)


def check_read(by: Acting) -> None:
    by.check(Permission.PAYMENT_READ)
