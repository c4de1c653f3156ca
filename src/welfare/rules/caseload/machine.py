"""Puts right what unknown values change in a portion of households, after a section was computed as if all were
known: exactly the meaning of the evaluation of one household.

A slot needs mending when something it uses is unknown or was itself mended. It is then worked out by instructions
that note what they touch: a touched unknown amount makes the result unknown; touched unknown truth values are tried
both ways, all together, until nothing new is touched, and when every trial gives the same answer, it is known.

These functions are compiled as they stand (see mending.py), and run as they stand in tests. Everything lies in
memory behind addresses; the places of the book are those of book.py. A slot's record: 0 kind (0 formula, 1 total,
2 count, 3 applicant, 4 silent), 1 column, 2 its type, 3 word and 4 bit that tell it is unknown, 5 its first argument,
6 how many, 7 its first instruction, 8 its first number, 9 how many, 10 which arguments are truth values, 11 owner.
An argument: 0 owner, 1 column, 2 its type, 3 word, 4 bit. Scratch memory: 0 touched truth values, 1 value, from 8 the
slots waiting, from 40 those waiting in every person of the household, from 64 the registers, from 320 the arguments
that registers stand for.
"""

from __future__ import annotations

from welfare.rules.caseload.memory import (
    get_bool,
    get_int8,
    get_int32,
    get_int64,
    lowest,
    put_bool,
    put_int8,
    put_int32,
    put_int64,
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


def is_unknown(book: int, owner: int, word: int, bit: int, index: int) -> bool:
    """Whether a person's or case's value is unknown; of a figure (owner 2) in the county `index`."""
    if owner == 2:
        return get_int64(get_int64(book, 4), word * get_int64(book, 20) + index) & bit != 0
    return get_int64(get_int64(get_int64(book, 13 + owner), 2 * word), index) & bit != 0


def attempt(book: int, scratch: int, record: int, h: int, j: int, county: int, trial: int) -> bool:
    """Run a formula once, for person j of household h, with unknown truth values as in `trial` (argument k is bit
    k). False when an unknown amount is touched; else the result is the value, and what was touched is noted."""
    registers, stands_for = scratch + 8 * 64, scratch + 8 * 320
    count, numbers, truths = get_int64(record, 6), get_int64(record, 9), get_int64(record, 10)
    code = get_int64(book, 18) + 32 * get_int64(record, 7)
    arguments = get_int64(book, 17) + 40 * get_int64(record, 5)
    number = get_int64(book, 19) + 8 * get_int64(record, 8)
    place, touched = 0, 0
    while True:
        what, result = get_int64(code, 4 * place), get_int64(code, 4 * place + 1)
        first, second = get_int64(code, 4 * place + 2), get_int64(code, 4 * place + 3)
        place += 1
        if what == 2:
            place = second
            continue
        if what == 1 and (first < count or (first >= count + numbers and get_int64(stands_for, first) != 0)):
            put_int64(stands_for, result, first + 1 if first < count else get_int64(stands_for, first))
            continue
        left, right = 0, 0
        for side in range(2 if what > 4 and what != 9 and what != 10 else 1):
            register = first if side == 0 else second
            if register >= count + numbers:
                here = get_int64(stands_for, register)
                value = get_int64(registers, register)
                register = here - 1
            elif register >= count:
                value = get_int64(number, register - count)
                register = -1
            else:
                value = 0
            if register >= 0:
                argument = arguments + 40 * register
                owner, word, bit = get_int64(argument, 0), get_int64(argument, 3), get_int64(argument, 4)
                index = j if owner == 0 else h if owner == 1 else county
                if not is_unknown(book, owner, word, bit, index):
                    value = fetch(get_int64(argument, 1), get_int64(argument, 2), index)
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
            put_int64(scratch, 0, touched)
            put_int64(scratch, 1, left)
            return True
        if what == 3:
            place = second if left == 0 else place
        elif what == 4:
            place = second if left != 0 else place
        else:
            put_int64(registers, result, left if what == 1 else calculated(what, left, right))
            put_int64(stands_for, result, 0)


def worked_out(book: int, scratch: int, record: int, h: int, j: int, county: int) -> bool:
    """Whether a formula's result is known; it is then the value."""
    seen, trial, first, again = 0, 0, 0, False
    while True:
        if not attempt(book, scratch, record, h, j, county, trial):
            return False
        touched, value = get_int64(scratch, 0), get_int64(scratch, 1)
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


def summed(book: int, scratch: int, record: int, h: int) -> bool:
    """Whether a total or a count over the members of household h is known; it is then the value."""
    offsets = get_int64(book, 0)
    over = get_int64(book, 17) + 40 * get_int64(record, 5)
    of = over + 40
    amount = 0
    for j in range(get_int64(offsets, h), get_int64(offsets, h + 1)):
        if is_unknown(book, 0, get_int64(over, 3), get_int64(over, 4), j):
            return False
        if fetch(get_int64(over, 1), get_int64(over, 2), j) == 0:
            continue
        if get_int64(record, 0) == 2:
            amount += 1
            continue
        if is_unknown(book, 0, get_int64(of, 3), get_int64(of, 4), j):
            return False
        amount += fetch(get_int64(of, 1), get_int64(of, 2), j)
    put_int64(scratch, 1, amount)
    return True


def of_applicant(book: int, scratch: int, record: int, h: int) -> bool:
    """Whether the applicant's own quantity is known; it is then the value."""
    j = get_int64(get_int64(book, 1), h)
    of = get_int64(book, 17) + 40 * get_int64(record, 5)
    put_int64(scratch, 1, fetch(get_int64(of, 1), get_int64(of, 2), j))
    return not is_unknown(book, 0, get_int64(of, 3), get_int64(of, 4), j)


def mended(book: int, scratch: int, record: int, h: int, j: int, county: int) -> bool:
    """Work out a slot anew; keep its value, or that it is unknown. Whether anything is other than before."""
    kind, owner = get_int64(record, 0), get_int64(record, 11)
    if kind == 0:
        known = worked_out(book, scratch, record, h, j, county)
    elif kind == 3:
        known = of_applicant(book, scratch, record, h)
    elif kind == 4:
        known = False
    else:
        known = summed(book, scratch, record, h)
    index = j if owner == 0 else h
    value = get_int64(scratch, 1) if known else 0
    column, type_ = get_int64(record, 1), get_int64(record, 2)
    if known and value == fetch(column, type_, index):
        return False
    store(column, type_, index, value)
    word = get_int64(get_int64(book, 13 + owner), 2 * get_int64(record, 3) + (1 if known else 0))
    put_int64(word, index, get_int64(word, index) | get_int64(record, 4))
    return True


def add_users(book: int, scratch: int, waiting: int, owner: int, number: int) -> None:
    """Slots that use a quantity wait for mending; `number` counts the bits of all words of its owner."""
    words = get_int64(book, 12)
    users = get_int64(book, 21 + owner) + 8 * words * number
    for word in range(words):
        put_int64(scratch, waiting + word, get_int64(scratch, waiting + word) | get_int64(users, word))


def add_open(book: int, scratch: int, waiting: int, owner: int, index: int) -> None:
    """Slots that use anything unknown or mended of a person or household wait."""
    words = get_int64(book, 13 + owner)
    for word in range(get_int64(book, 5 + owner)):
        bits = get_int64(get_int64(words, 2 * word), index) | get_int64(get_int64(words, 2 * word + 1), index)
        while bits != 0:
            bit = lowest(bits)
            bits &= bits - 1
            add_users(book, scratch, waiting, owner, 62 * word + bit)


def work_off(book: int, scratch: int, section: int, h: int, j: int, county: int) -> None:
    """Mend the waiting slots of a section in order; those that use a mended one wait in turn."""
    records, size = get_int64(book, 16), 8 * 12
    within = get_int64(book, 24) + 8 * get_int64(book, 12) * section
    for word in range(get_int64(book, 12)):
        while get_int64(scratch, 8 + word) & get_int64(within, word) != 0:
            waiting = get_int64(scratch, 8 + word)
            bit = lowest(waiting & get_int64(within, word))
            put_int64(scratch, 8 + word, waiting & ~(1 << bit))
            record = records + size * (62 * word + bit)
            if mended(book, scratch, record, h, j, county):
                owner = get_int64(record, 11)
                add_users(book, scratch, 8, owner, 62 * get_int64(record, 3) + lowest(get_int64(record, 4)))


def begin(book: int, lo: int, hi: int) -> None:
    """Set the bits of unknown inputs of households lo … hi."""
    offsets = get_int64(book, 0)
    for owner in range(2):
        first = get_int64(offsets, lo) if owner == 0 else lo
        last = get_int64(offsets, hi) if owner == 0 else hi
        masks = get_int64(book, 9 + 2 * owner)
        for k in range(get_int64(book, 8 + 2 * owner)):
            mask, word, bit = get_int64(masks, 3 * k), get_int64(masks, 3 * k + 1), get_int64(masks, 3 * k + 2)
            for j in range(first, last):
                if get_bool(mask, j):
                    put_int64(word, j, get_int64(word, j) | bit)


def mend(book: int, scratch: int, section: int, lo: int, hi: int) -> None:
    """Put right section number `section` of households lo … hi; 0 comes before the first section."""
    if section == 0:
        begin(book, lo, hi)
        return
    offsets, counties, words = get_int64(book, 0), get_int64(book, 2), get_int64(book, 12)
    of_persons = get_int64(get_int64(book, 15), section - 1) == 0
    for h in range(lo, hi):
        county = get_int32(counties, h)
        doubtful = get_int64(book, 23) + 8 * words * county
        start = 40 if of_persons else 8
        for word in range(words):
            put_int64(scratch, start + word, get_int64(doubtful, word))
        add_open(book, scratch, start, 1, h)
        for j in range(get_int64(offsets, h), get_int64(offsets, h + 1)):
            if of_persons:
                for word in range(words):
                    put_int64(scratch, 8 + word, get_int64(scratch, 40 + word))
            add_open(book, scratch, 8, 0, j)
            if of_persons:
                work_off(book, scratch, section - 1, h, j, county)
        if not of_persons:
            work_off(book, scratch, section - 1, h, 0, county)
