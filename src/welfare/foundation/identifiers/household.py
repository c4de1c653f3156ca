"""Household number (戶號): eight letters and digits, one for each registered household."""

import re

from welfare.foundation.identifiers.kinds import BadIdentifier, IdentifierKind
from welfare.foundation.identifiers.typed import refuse_wrong_length, without_blanks
from welfare.foundation.refusals import gettext_noop

_LENGTH = 8


def check_household_number(value: str) -> IdentifierKind:
    """HOUSEHOLD_NUMBER; raises BadIdentifier."""
    text = without_blanks(value)
    refuse_wrong_length(text, _LENGTH)
    strange = re.search(r"[^0-9A-Za-z]", text)
    if strange is not None:
        raise BadIdentifier(
            gettext_noop("第 %(place)s 碼「%(character)s」不對：戶號只有英文字母和數字。請看戶口名簿。"),
            place=strange.start() + 1,
            character=strange[0],
        )
    return IdentifierKind.HOUSEHOLD_NUMBER
