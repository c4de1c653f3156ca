"""Accounts money is paid into: post office 局號 and 帳號 (each with a check digit), banks (shape only)."""

from welfare.foundation.identifiers.kinds import BadIdentifier, IdentifierKind
from welfare.foundation.identifiers.typed import refuse_non_digits, refuse_wrong_length, without_blanks
from welfare.foundation.refusals import gettext_noop

_POST_LENGTH = 7
_POST_WEIGHTS = (2, 3, 4, 5, 6, 7)
_BANK_BRANCH_LENGTH = 7
_LONGEST_BANK_ACCOUNT = 16


def check_post_branch(value: str) -> IdentifierKind:
    """POST_BRANCH (局號, 7 digits); raises BadIdentifier."""
    _check_post(value, gettext_noop("局號的檢查碼不合：可能有 1 碼看錯。請再看一次存摺封面的局號。"))
    return IdentifierKind.POST_BRANCH


def check_post_account(value: str) -> IdentifierKind:
    """POST_ACCOUNT (帳號, 7 digits); raises BadIdentifier."""
    _check_post(value, gettext_noop("帳號的檢查碼不合：可能有 1 碼看錯。請再看一次存摺封面的帳號。"))
    return IdentifierKind.POST_ACCOUNT


def check_bank_branch(value: str) -> IdentifierKind:
    """BANK_BRANCH: bank (3 digits) and branch (4 digits) together; raises BadIdentifier."""
    text = without_blanks(value)
    refuse_wrong_length(text, _BANK_BRANCH_LENGTH)
    refuse_non_digits(text)
    return IdentifierKind.BANK_BRANCH


def check_bank_account(value: str) -> IdentifierKind:
    """BANK_ACCOUNT: up to 16 digits, hyphens allowed between groups; banks share no check digit.

    Raises BadIdentifier.
    """
    text = without_blanks(value).replace("-", "")
    if not text:
        raise BadIdentifier(gettext_noop("還沒有填帳號。請照存摺封面填寫。"))
    refuse_non_digits(text)
    if len(text) > _LONGEST_BANK_ACCOUNT:
        raise BadIdentifier(
            gettext_noop("帳號最多 %(longest)s 碼，您輸入了 %(typed)s 碼。請再看一次存摺封面。"),
            longest=_LONGEST_BANK_ACCOUNT,
            typed=len(text),
        )
    if not int(text):
        raise BadIdentifier(gettext_noop("帳號不能全部是 0。請照存摺封面填寫。"))
    return IdentifierKind.BANK_ACCOUNT


def _check_post(value: str, wrong_check_digit: str) -> None:
    text = without_blanks(value)
    refuse_wrong_length(text, _POST_LENGTH)
    refuse_non_digits(text)
    remainder = 11 - sum(w * int(digit) for w, digit in zip(_POST_WEIGHTS, text[:6], strict=True)) % 11
    if int(text[6]) != {10: 0, 11: 1}.get(remainder, remainder):
        raise BadIdentifier(wrong_check_digit)
