"""Numbers of clauses in an official document: 一、 then (一) then 1、 then (1)."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一; up to 99. Raises ValueError beyond."""
    if not 1 <= number <= 99:
        raise ValueError("a clause is numbered from 1 to 99")
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def clause_number(depth: int, number: int) -> str:
    """The number of a clause at `depth` 0 to 3. Raises ValueError below that."""
    match depth:
        case 0:
            return f"{chinese_number(number)}、"
        case 1:
            return f"({chinese_number(number)})"
        case 2:
            return f"{number}、"
        case 3:
            return f"({number})"
    raise ValueError("an official document has four levels of clauses")
