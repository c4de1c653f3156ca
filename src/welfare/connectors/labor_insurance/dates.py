"""ROC dates by whole columns: which are real days or one of the three nulls, and the same as ISO text.

A column is an array of one row for each byte of the field, and one column for each line of the file.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from welfare.connectors.labor_insurance.layout import Kind

Column = NDArray[np.uint8]

DATES = frozenset({Kind.ROC_DATE, Kind.ROC_MONTH})
_ZERO, _NINE, _BLANK, _DASH, _ONE = b"09 -1"
_LONGEST = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int32)
_YEARS_BEFORE_ROC = 1911


def are_nulls(column: Column) -> NDArray[np.bool_]:
    """Zeros (there is none), blanks (not known) or nines (withheld) in the whole field."""
    first = column[0]
    is_sign = (first == _ZERO) | (first == _BLANK) | (first == _NINE)
    return np.asarray((column == first).all(axis=0) & is_sign)


def are_right(column: Column, kind: Kind) -> NDArray[np.bool_]:
    """Which fields hold a day of the calendar, or a null."""
    digits = ((column >= _ZERO) & (column <= _NINE)).all(axis=0)
    year, month = _number(column[:3]), _number(column[3:5])
    right = digits & (year >= 1) & (month >= 1) & (month <= 12)
    if kind is Kind.ROC_DATE:
        day, ad = _number(column[5:7]), year + _YEARS_BEFORE_ROC
        is_leap = (ad % 4 == 0) & ((ad % 100 != 0) | (ad % 400 == 0))
        longest = _LONGEST[np.where(right, month, 0)] - ((month == 2) & ~is_leap)
        right &= (day >= 1) & (day <= longest)
    return np.asarray(right | are_nulls(column))


def iso(column: Column, kind: Kind) -> tuple[Column, Column]:
    """Checked fields as ISO days, blanks where there is none; and the kind of null of each.

    - a day, 0 none, _ not known, 9 withheld.
    """
    null, first = are_nulls(column), column[0]
    text = np.full((10, column.shape[1]), _DASH, np.uint8)
    year = _number(column[:3]) + _YEARS_BEFORE_ROC
    for place, power in enumerate((1000, 100, 10, 1)):
        text[place] = year // power % 10 + _ZERO
    text[5:7] = column[3:5]
    text[8:10] = column[5:7] if kind is Kind.ROC_DATE else np.array([[_ZERO], [_ONE]])
    text[:, null] = _BLANK
    sign = np.where(null, np.where(first == _BLANK, ord("_"), first), _DASH).astype(np.uint8)
    return text, sign[None, :]


def _number(digits: Column) -> NDArray[np.int32]:
    found = np.zeros(digits.shape[1], np.int32)
    for digit in digits:
        found = found * 10 + digit - _ZERO
    return found
