"""Formulas worked out with unknown arguments.

A formula runs as instructions (see instructions.py) that note what they touch. A touched unknown amount
makes the result unknown; touched unknown truth values are tried both ways, all together, until nothing new
is touched, and when every trial gives the same answer, it is known.
"""

from __future__ import annotations

from welfare.rules.caseload.kernel.memory import (
    get_bool,
    get_int8,
    get_int32,
    get_int64,
    put_bool,
    put_int8,
    put_int32,
    put_int64,
)
from welfare.rules.caseload.mending.layout import (
    ARGUMENT_SIZE,
    ARGUMENTS,
    BYTES,
    CODE,
    FROM_BIT,
    FROM_COLUMN,
    FROM_OWNER,
    FROM_TYPE,
    FROM_UNKNOWN,
    HOW_MANY,
    HOW_MANY_NUMBERS,
    NUMBERS,
    OF_CASE,
    OF_PERSON,
    REGISTERS,
    STANDS_FOR,
    TOUCHED,
    TRUTHS,
    VALUE,
)


def fetch(column: int, kind: int, index: int) -> int:
    """column[index], by kind of column: truth value, 8, 32 or 64 bits."""
    if kind == 0:
        return 1 if get_bool(column, index) else 0
    if kind == 1:
        return get_int8(column, index)
    if kind == 2:
        return get_int32(column, index)
    return get_int64(column, index)


def store(column: int, kind: int, index: int, value: int) -> None:
    """column[index] = value."""
    if kind == 0:
        put_bool(column, index, value)
    elif kind == 1:
        put_int8(column, index, value)
    elif kind == 2:
        put_int32(column, index, value)
    else:
        put_int64(column, index, value)


def calculated(what: int, a: int, b: int) -> int:
    """Two operands (see instructions.Do); a divisor is a number or a figure, which is never 0."""
    if what == 5:
        return a + b
    if what == 6:
        return a - b
    if what == 7:
        return a * b
    if what == 8:
        return a // b
    if what == 9:
        return -a
    if what == 10:
        return 1 if a == 0 else 0
    if what == 11:
        return 1 if a < b else 0
    if what == 12:
        return 1 if a <= b else 0
    if what == 13:
        return 1 if a > b else 0
    if what == 14:
        return 1 if a >= b else 0
    if what == 15:
        return 1 if a == b else 0
    return 1 if a != b else 0


def is_unknown(argument: int, index: int) -> bool:
    """Whether an argument's value for a person, a case or (a figure) a county is unknown."""
    return get_int64(get_int64(argument, FROM_UNKNOWN), index) & get_int64(argument, FROM_BIT) != 0


def attempt(scratch: int, record: int, h: int, j: int, county: int, trial: int) -> bool:
    """Run a formula once, for person j of household h, with unknown truth values as in `trial` (argument k
    is bit k). False when an unknown amount is touched; else VALUE and TOUCHED, the unknown truth values, are
    set."""
    registers, stands_for = scratch + BYTES * REGISTERS, scratch + BYTES * STANDS_FOR
    count, truths = get_int64(record, HOW_MANY), get_int64(record, TRUTHS)
    own = count + get_int64(record, HOW_MANY_NUMBERS)
    code, arguments, numbers = (
        get_int64(record, CODE),
        get_int64(record, ARGUMENTS),
        get_int64(record, NUMBERS),
    )
    place, touched = 0, 0
    while True:
        what, result = get_int64(code, 4 * place), get_int64(code, 4 * place + 1)
        first, second = get_int64(code, 4 * place + 2), get_int64(code, 4 * place + 3)
        place += 1
        if what == 2:
            place = second
            continue
        if what == 1 and (first < count or (first >= own and get_int64(stands_for, first) != 0)):
            put_int64(stands_for, result, first + 1 if first < count else get_int64(stands_for, first))
            continue
        left, right = 0, 0
        for side in range(2 if what > 4 and what != 9 and what != 10 else 1):
            register = first if side == 0 else second
            value = 0
            if register >= own:
                value = get_int64(registers, register)
                register = get_int64(stands_for, register) - 1
            elif register >= count:
                value = get_int64(numbers, register - count)
                register = -1
            if register >= 0:
                argument = arguments + BYTES * ARGUMENT_SIZE * register
                owner = get_int64(argument, FROM_OWNER)
                index = j if owner == OF_PERSON else h if owner == OF_CASE else county
                if not is_unknown(argument, index):
                    value = fetch(get_int64(argument, FROM_COLUMN), get_int64(argument, FROM_TYPE), index)
                elif truths & (1 << register) == 0:
                    return False
                else:
                    touched |= 1 << register
                    value = 1 if trial & (1 << register) != 0 else 0
            if side == 0:
                left = value
            else:
                right = value
        if what == 0:
            put_int64(scratch, TOUCHED, touched)
            put_int64(scratch, VALUE, left)
            return True
        if what == 3:
            place = second if left == 0 else place
        elif what == 4:
            place = second if left != 0 else place
        else:
            put_int64(registers, result, left if what == 1 else calculated(what, left, right))
            put_int64(stands_for, result, 0)


def worked_out(scratch: int, record: int, h: int, j: int, county: int) -> bool:
    """Whether a formula's result is known; it is then VALUE."""
    seen, trial, first, again = 0, 0, 0, False
    while True:
        if not attempt(scratch, record, h, j, county, trial):
            return False
        touched, value = get_int64(scratch, TOUCHED), get_int64(scratch, VALUE)
        if again and value != first:
            return False
        first, again = value, True
        if touched & ~seen != 0:
            seen |= touched
            trial = 0
        elif trial == seen:
            return True
        else:
            trial = (trial - seen) & seen
