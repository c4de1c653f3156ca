"""National ID (國民身分證統一編號) and resident numbers (統一證號), with one checksum for all three forms."""

import re
from datetime import date

from welfare.foundation.identifiers.kinds import BadIdentifier, IdentifierKind
from welfare.foundation.identifiers.typed import refuse_wrong_length, without_blanks
from welfare.foundation.refusals import gettext_noop

OLD_RESIDENT_NUMBERS_END_ON = date(2031, 1, 1)
"""Resident numbers with two letters are abolished from ROC 120-01-01."""

_LENGTH = 10
_LETTER_VALUES = {letter: value for value, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO", start=10)}
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_KINDS = {
    **dict.fromkeys("12", IdentifierKind.NATIONAL_ID),
    **dict.fromkeys("89", IdentifierKind.RESIDENT_NUMBER),
    **dict.fromkeys("ABCD", IdentifierKind.OLD_RESIDENT_NUMBER),
}


def canonical_person_id(value: str) -> str:
    """The number as stored: blanks removed, Latin letters in capitals. Changes nothing else."""
    return re.sub(r"[a-z]", lambda letter: letter[0].upper(), without_blanks(value))


def check_person_id(value: str, on: date | None = None) -> IdentifierKind:
    """NATIONAL_ID, RESIDENT_NUMBER or OLD_RESIDENT_NUMBER; raises BadIdentifier.

    With `on`, an old resident number is refused from the day it is abolished.
    """
    text = canonical_person_id(value)
    refuse_wrong_length(text, _LENGTH)
    if text[0] not in _LETTER_VALUES:
        raise BadIdentifier(
            gettext_noop("第 1 碼「%(character)s」不是半形英文字母。號碼以英文字母開頭，請再看一次。"),
            character=text[0],
        )
    kind = _KINDS.get(text[1])
    if kind is None:
        raise BadIdentifier(
            gettext_noop("第 2 碼「%(character)s」不對：應為 1、2、8、9 或 A 到 D。請再看一次證件。"),
            character=text[1],
        )
    strange = re.search(r"[^0-9]", text[2:])
    if strange is not None:
        raise BadIdentifier(
            gettext_noop("第 %(place)s 碼「%(character)s」不是數字。從第 3 碼起都是數字，請再看一次。"),
            place=strange.start() + 3,
            character=strange[0],
        )
    if not _fits(text):
        raise BadIdentifier(gettext_noop("檢查碼不合：可能有 1 碼看錯，或相鄰兩碼對調。請再看一次證件。"))
    if kind is IdentifierKind.OLD_RESIDENT_NUMBER and on is not None and on >= OLD_RESIDENT_NUMBERS_END_ON:
        raise BadIdentifier(
            gettext_noop("舊式統一證號自民國 120 年 1 月 1 日起停用。請改填居留證上的新式統一證號。")
        )
    return kind


def is_person_id(value: str) -> bool:
    """Whether `check_person_id` accepts the value."""
    try:
        check_person_id(value)
    except BadIdentifier:
        return False
    return True


def _fits(text: str) -> bool:
    letter = _LETTER_VALUES[text[0]]
    second = _LETTER_VALUES[text[1]] % 10 if text[1].isalpha() else int(text[1])
    digits = (letter // 10, letter % 10, second, *map(int, text[2:]))
    return sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 10 == 0
