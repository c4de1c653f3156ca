"""Phones: mobile (09 and 8 digits), land line (area code, number, # extension), numbers of other countries.

The table of areas is from memory of the numbering plan, not from a published list, so only the total length
is checked, never the first digit of the number.
"""

import re
from dataclasses import dataclass

from welfare.foundation.identifiers.kinds import BadIdentifier, IdentifierKind
from welfare.foundation.refusals import gettext_noop

_AREAS = ("0826", "0836", "037", "049", "082", "089", "02", "03", "04", "05", "06", "07", "08")
_SPACING = re.compile(r"[ \t\-()]")
_EXTENSION = re.compile(r"(?P<number>[^#]+?)(?:#|轉|分機)(?P<extension>[0-9]{1,6})")
_LANDLINE_LENGTHS = (9, 10)


@dataclass(frozen=True, slots=True)
class _Phone:
    kind: IdentifierKind
    canonical: str


def check_phone(value: str) -> IdentifierKind:
    """MOBILE_PHONE, LANDLINE_PHONE or FOREIGN_PHONE; raises BadIdentifier."""
    return _read(value).kind


def canonical_phone(value: str) -> str:
    """0912345678, 03-8227171#123 or +84912345678; raises BadIdentifier."""
    return _read(value).canonical


def _read(value: str) -> _Phone:
    text = _SPACING.sub("", value)
    with_extension = _EXTENSION.fullmatch(text)
    extension = f"#{with_extension['extension']}" if with_extension else ""
    number = with_extension["number"] if with_extension else text
    number = re.sub(r"^\+8860?", "0", number)
    if re.fullmatch(r"\+[1-9][0-9]{6,14}", number):
        return _Phone(IdentifierKind.FOREIGN_PHONE, number + extension)
    if re.fullmatch(r"[0-9]+", number) is None:
        raise BadIdentifier(
            gettext_noop("電話只能有數字和 - ( ) + #。請照這樣填：0912-345-678 或 03-8227171#123。")
        )
    if number.startswith("09"):
        return _mobile(number, extension)
    area = next((area for area in _AREAS if number.startswith(area)), None)
    if area is None:
        raise BadIdentifier(gettext_noop("市內電話要有區域號碼。請在前面加上區碼，例如 03-8227171。"))
    if len(number) not in _LANDLINE_LENGTHS:
        raise BadIdentifier(
            gettext_noop("市內電話連區碼應為 9 或 10 碼，您輸入了 %(typed)s 碼。請再確認一次。"),
            typed=len(number),
        )
    return _Phone(IdentifierKind.LANDLINE_PHONE, f"{area}-{number[len(area) :]}{extension}")


def _mobile(number: str, extension: str) -> _Phone:
    if len(number) != 10:
        raise BadIdentifier(
            gettext_noop("手機號碼應為 10 碼，您輸入了 %(typed)s 碼。請再確認一次。"), typed=len(number)
        )
    if extension:
        raise BadIdentifier(gettext_noop("手機號碼沒有分機。請把 # 之後的數字拿掉。"))
    return _Phone(IdentifierKind.MOBILE_PHONE, number)
