"""Money: whole New Taiwan dollars (`Ntd`), how they are read, written and rounded.

There are no cents and no floats. A ratio of money is an exact `Fraction`; it becomes money again only through
`round_to_ntd`, where the caller names the rounding the law asks for.
"""

import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NoReturn, Self

from welfare.foundation.refusals import Refusal, gettext_noop

_LARGEST_TYPED = 999_999_999_999
_LARGEST_SPELLED = 10**16 - 1

_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．＄－", "0123456789,.$-")
_WORDS = str.maketrans(
    "零〇一二兩三四五六七八九壹貳參叁肆伍陸柒捌玖万拾佰仟",
    "0012234567891233456789萬十百千",
)
_UPPER_DIGITS = "零壹貳參肆伍陸柒捌玖"
_UPPER_UNITS = ("", "拾", "佰", "仟")
_UPPER_GROUPS = ("", "萬", "億", "兆")

_DRESS = re.compile(r"^(?:新[臺台]幣|NT\$|NTD|\$)|元?整?$", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+")
_ZERO_CENTS = re.compile(r"\.0+$")
_GROUPED = re.compile(
    r"(?:(?P<hundred_millions>[^億萬]+)億)?(?:(?P<ten_thousands>[^億萬]+)萬)?(?P<ones>[^億萬]*)"
)
_SECTION = re.compile(
    r"(?:0?(?P<thousands>[1-9])千)?(?:0?(?P<hundreds>[1-9])百)?(?:0?(?P<tens>[1-9]?)十)?(?P<rest>0?[1-9])?"
)

_NOT_WHOLE = gettext_noop("金額只能填整數元，不能有小數。請改填整數，例如 35000。")
_UNREADABLE = gettext_noop("看不懂這個金額。請只填整數，例如 35000 或 3萬5。")
_TWO_READINGS = gettext_noop("這個金額有兩種讀法。請改用數字寫完整，例如 30500。")


class BadAmount(Refusal):
    """A text that is not one whole amount of New Taiwan dollars."""


class Rounding(StrEnum):
    """What happens to a part of a dollar; the rule that pays names one."""

    DOWN = "down"
    UP = "up"
    HALF_UP = "half_up"


class Ntd(int):
    """A whole number of New Taiwan dollars; may be negative (a difference, a recovery).

    Sums and differences with whole numbers stay money; a product with a whole number stays money; a division
    is refused (`per` gives the exact ratio). Raises TypeError for float, bool, Decimal and text.
    """

    __slots__ = ()

    def __new__(cls, dollars: int) -> Self:
        _refuse_inexact(dollars)
        return super().__new__(cls, dollars)

    def __add__(self, other: int) -> "Ntd":
        _refuse_inexact(other)
        return Ntd(int(self) + other) if isinstance(other, int) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other: int) -> "Ntd":
        _refuse_inexact(other)
        return Ntd(int(self) - other) if isinstance(other, int) else NotImplemented

    def __rsub__(self, other: int) -> "Ntd":
        _refuse_inexact(other)
        return Ntd(other - int(self)) if isinstance(other, int) else NotImplemented

    def __mul__(self, times: int) -> "Ntd":
        _refuse_inexact(times)
        if isinstance(times, Ntd):
            raise TypeError("money times money is not money")
        return Ntd(int(self) * times) if isinstance(times, int) else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> "Ntd":
        return Ntd(-int(self))

    def __abs__(self) -> "Ntd":
        return Ntd(abs(int(self)))

    def __truediv__(self, other: object) -> NoReturn:
        raise TypeError("divide money with per(), round it with round_to_ntd()")

    __floordiv__ = __truediv__
    __rtruediv__ = __truediv__
    __rfloordiv__ = __truediv__

    def per(self, count: int) -> Fraction:
        """The exact share of one in `count`, in dollars. Raises ZeroDivisionError."""
        _refuse_inexact(count)
        return Fraction(int(self), int(count))


def payable(dollars: int) -> Ntd:
    """An amount that may be paid: zero or more. Raises ValueError below zero."""
    amount = Ntd(dollars)
    if amount < 0:
        raise ValueError("an amount to be paid is never negative")
    return amount


def round_to_ntd(exact: Fraction, rounding: Rounding) -> Ntd:
    """Whole dollars from an exact figure; HALF_UP rounds a half away from zero, DOWN and UP mean the size."""
    size = abs(exact)
    whole, rest = divmod(size.numerator, size.denominator)
    up = {
        Rounding.DOWN: False,
        Rounding.UP: rest > 0,
        Rounding.HALF_UP: 2 * rest >= size.denominator,
    }[rounding]
    return Ntd((whole + up) * (1 if exact >= 0 else -1))


def format_ntd(amount: int) -> str:
    """8,329 元; below zero with a true minus sign: −1,200 元."""
    return f"{'−' if amount < 0 else ''}{abs(amount):,} 元"


def to_upper_chinese(amount: int) -> str:
    """新臺幣捌仟參佰貳拾玖元整, for rosters and receipts. Raises ValueError below zero or from 10^16 on."""
    dollars = payable(amount)
    if dollars > _LARGEST_SPELLED:
        raise ValueError("too large to spell")
    return f"新臺幣{_spell(int(dollars))}元整"


def parse_amount(text: str) -> Ntd:
    """The amount a clerk typed: 35,000, ３５０００, NT$35,000, 3萬5, 3萬5千, 1.5萬, 三萬五千元, 參萬伍仟元整.

    Zero or more. Raises BadAmount for parts of a dollar, a sign, misplaced commas, and for anything that
    can be read two ways.
    """
    bare = _DRESS.sub("", re.sub(r"\s", "", text.translate(_FULL_WIDTH)))
    if not bare:
        raise BadAmount(gettext_noop("還沒有填金額。請填整數，例如 35000 或 3萬5。"))
    if bare.startswith(("-", "−")):
        raise BadAmount(gettext_noop("金額不能是負數。請只填數字，例如 35000。"))
    bare = _ZERO_CENTS.sub("", bare)
    amount = int(bare.replace(",", "")) if _PLAIN.fullmatch(bare) else _read_words(bare)
    if amount > _LARGEST_TYPED:
        raise BadAmount(gettext_noop("金額超過 9,999 億元，可能多打了幾碼。請再看一次。"))
    return Ntd(amount)


def _refuse_inexact(value: object) -> None:
    if isinstance(value, bool | float | complex | Decimal | str):
        raise TypeError(f"money is a whole number of dollars, not {type(value).__name__}")


def _spell(dollars: int) -> str:
    if dollars == 0:
        return _UPPER_DIGITS[0]
    spelled, gap = "", False
    for power in reversed(range(len(str(dollars)))):
        digit = dollars // 10**power % 10
        if digit:
            spelled += (_UPPER_DIGITS[0] if gap else "") + _UPPER_DIGITS[digit] + _UPPER_UNITS[power % 4]
            gap = False
        else:
            gap = True
        if power % 4 == 0 and dollars // 10**power % 10**4:
            spelled += _UPPER_GROUPS[power // 4]
    return spelled


def _read_words(bare: str) -> int:
    """An amount written with 十百千萬億, in han digits or others."""
    text = bare.translate(_WORDS)
    if re.fullmatch(r"[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[0-9]+\.[0-9]+", text):
        raise BadAmount(_NOT_WHOLE)
    found = _GROUPED.fullmatch(text)
    if found is None:
        raise BadAmount(_UNREADABLE)
    total, above = 0, 0
    for group, unit in (("hundred_millions", 10**8), ("ten_thousands", 10**4)):
        section = found[group]
        if section and "." in section:
            if above or text[-1] not in "億萬":
                raise BadAmount(_UNREADABLE)
            return _whole_decimal(section, unit)
        if section:
            total += _read_section(section, 0, limit=10**4 if above else 10**8) * unit
            above = unit
    return total + (_read_section(found["ones"], above, limit=above or 10**8) if found["ones"] else 0)


def _read_section(text: str, above: int, limit: int) -> int:
    """One stretch between group words, `above` being the group word before it (0 when there is none)."""
    if re.fullmatch(r"[0-9]+", text):
        value = _loose_digits(text, above)
    else:
        found = _SECTION.fullmatch(text)
        if found is None:
            raise BadAmount(_UNREADABLE)
        value, unit = 0, 0
        for name, size in (("thousands", 1000), ("hundreds", 100), ("tens", 10)):
            if found[name] is not None:
                value, unit = value + int(found[name] or 1) * size, size
        value += _loose_digits(found["rest"], unit) if found["rest"] else 0
    if value >= limit:
        raise BadAmount(_UNREADABLE)
    return value


def _loose_digits(text: str, above: int) -> int:
    """Digits without a unit: in 3萬5 the 5 counts thousands, in 3萬05 ones, 3萬5000 is written out."""
    value = int(text)
    if not above or text[0] == "0":
        return value
    if len(text) == 1:
        return value * (above // 10)
    if len(text) == len(str(above)) - 1 or (above == 10**4 and len(text) == 3):
        return value
    raise BadAmount(_TWO_READINGS)


def _whole_decimal(text: str, unit: int) -> int:
    if re.fullmatch(r"[0-9]+\.[0-9]+", text) is None:
        raise BadAmount(_UNREADABLE)
    dollars = Fraction(text) * unit
    if dollars.denominator != 1:
        raise BadAmount(_NOT_WHOLE)
    return int(dollars)
