"""Company number (統一編號). Since ROC 112-04-01 the sum need only be divisible by 5; it was 10 before."""

import re

from welfare.foundation.identifiers.kinds import BadIdentifier, IdentifierKind
from welfare.foundation.identifiers.typed import refuse_non_digits, refuse_wrong_length, without_blanks
from welfare.foundation.refusals import gettext_noop

_LENGTH = 8
_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)
_DIVISOR = 5
_DIVISOR_BEFORE_112 = 10


def check_company_number(value: str) -> IdentifierKind:
    """COMPANY_NUMBER under the rule since ROC 112-04-01; raises BadIdentifier."""
    text = without_blanks(value)
    refuse_wrong_length(text, _LENGTH)
    refuse_non_digits(text)
    if not int(text):
        raise BadIdentifier(gettext_noop("統一編號不能全部是 0。請再看一次證件。"))
    if not _divisible(text, _DIVISOR):
        raise BadIdentifier(gettext_noop("統一編號的檢查碼不合：可能有 1 碼看錯。請再看一次登記資料。"))
    return IdentifierKind.COMPANY_NUMBER


def fits_rule_before_112(value: str) -> bool:
    """Whether a well-formed number also fits the old rule: tells why an older system may refuse it."""
    text = without_blanks(value)
    return re.fullmatch(r"[0-9]{8}", text) is not None and _divisible(text, _DIVISOR_BEFORE_112)


def _divisible(text: str, divisor: int) -> bool:
    products = (weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=True))
    total = sum(product // 10 + product % 10 for product in products)
    return total % divisor == 0 or (text[6] == "7" and (total + 1) % divisor == 0)
