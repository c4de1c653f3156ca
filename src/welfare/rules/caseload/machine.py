"""Puts right what unknown values change in a portion of households, after a section was computed as if all were
known: exactly the meaning of the evaluation of one household.

A slot needs mending when something it uses is unknown or was itself mended. It is then worked out by instructions
that note what they touch: a touched unknown amount makes the result unknown; touched unknown truth values are tried
both ways, all together, until nothing new is touched, and when every trial gives the same answer, it is known.

These functions are compiled as they stand (see mending.py), and run as they stand in tests. Everything lies in
memory behind addresses; book.py lays it out by the places named here, in numbers of 64 bits.
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

#: The book: three columns; truth columns of unknown inputs of persons and of cases (how many, where); words and
#: columns of words of persons and of cases; words of slots; owners of sections; records; slots that use each bit of
#: persons and of cases; slots that use an unknown figure, by county; slots of each section.
OFFSETS, APPLICANT, COUNTY = 0, 1, 2
MASKS, WORDS, WORD_COLUMNS = 3, 7, 9
SLOT_WORDS, OWNERS, RECORDS, USERS, DOUBTFUL, WITHIN = 11, 12, 13, 14, 16, 17
BOOK_SIZE = 18
#: A slot's record. UNKNOWN and MENDED are the columns of words in which BIT tells that; NUMBER counts bits of all
#: words of the owner; TRUTHS are the arguments that are truth values, one bit each.
KIND, OWNER, COLUMN, TYPE, UNKNOWN, MENDED, BIT, NUMBER = 0, 1, 2, 3, 4, 5, 6, 7
ARGUMENTS, HOW_MANY, TRUTHS, CODE, NUMBERS, HOW_MANY_NUMBERS = 8, 9, 10, 11, 12, 13
RECORD_SIZE = 14
FORMULA, TOTAL, COUNT, OF_APPLICANT, SILENT = 0, 1, 2, 3, 4
OF_PERSON, OF_CASE, FIGURE = 0, 1, 2
#: An argument.
FROM_OWNER, FROM_COLUMN, FROM_TYPE, FROM_UNKNOWN, FROM_BIT, ARGUMENT_SIZE = 0, 1, 2, 3, 4, 5
#: Scratch memory: what a formula touched and its value; slots that wait for mending, and those that wait in every
#: person of a household; registers, and the argument a register stands for (one more than its place, 0 for none).
TOUCHED, VALUE, WAITING, WAITING_FOR_ALL, REGISTERS, STANDS_FOR, SCRATCH_SIZE = 0, 1, 8, 40, 72, 328, 584
#: Bits of a word that are used, bytes of a number.
WORD_BITS, BYTES = 62, 8


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
    """Run a formula once, for person j of household h, with unknown truth values as in `trial` (argument k is bit
    k). False when an unknown amount is touched; else VALUE and TOUCHED, the unknown truth values, are set."""
    registers, stands_for = scratch + BYTES * REGISTERS, scratch + BYTES * STANDS_FOR
    count, truths = get_int64(record, HOW_MANY), get_int64(record, TRUTHS)
    own = count + get_int64(record, HOW_MANY_NUMBERS)
    code, arguments, numbers = get_int64(record, CODE), get_int64(record, ARGUMENTS), get_int64(record, NUMBERS)
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


def summed(book: int, scratch: int, record: int, h: int) -> bool:
    """Whether a total or a count over the members of household h is known; it is then VALUE."""
    offsets = get_int64(book, OFFSETS)
    over = get_int64(record, ARGUMENTS)
    of = over + BYTES * ARGUMENT_SIZE
    amount = 0
    for j in range(get_int64(offsets, h), get_int64(offsets, h + 1)):
        if is_unknown(over, j):
            return False
        if fetch(get_int64(over, FROM_COLUMN), get_int64(over, FROM_TYPE), j) == 0:
            continue
        if get_int64(record, KIND) == COUNT:
            amount += 1
            continue
        if is_unknown(of, j):
            return False
        amount += fetch(get_int64(of, FROM_COLUMN), get_int64(of, FROM_TYPE), j)
    put_int64(scratch, VALUE, amount)
    return True


def of_applicant(book: int, scratch: int, record: int, h: int) -> bool:
    """Whether the applicant's own quantity is known; it is then VALUE."""
    j = get_int64(get_int64(book, APPLICANT), h)
    of = get_int64(record, ARGUMENTS)
    put_int64(scratch, VALUE, fetch(get_int64(of, FROM_COLUMN), get_int64(of, FROM_TYPE), j))
    return not is_unknown(of, j)


def mended(book: int, scratch: int, record: int, h: int, j: int, county: int) -> bool:
    """Work out a slot anew; keep its value, or that it is unknown. Whether anything is other than before."""
    kind = get_int64(record, KIND)
    if kind == FORMULA:
        known = worked_out(scratch, record, h, j, county)
    elif kind == OF_APPLICANT:
        known = of_applicant(book, scratch, record, h)
    elif kind == SILENT:
        known = False
    else:
        known = summed(book, scratch, record, h)
    index = j if get_int64(record, OWNER) == OF_PERSON else h
    value = get_int64(scratch, VALUE) if known else 0
    column, type_ = get_int64(record, COLUMN), get_int64(record, TYPE)
    if known and value == fetch(column, type_, index):
        return False
    store(column, type_, index, value)
    word = get_int64(record, MENDED if known else UNKNOWN)
    put_int64(word, index, get_int64(word, index) | get_int64(record, BIT))
    return True


def add_users(book: int, scratch: int, waiting: int, owner: int, number: int) -> None:
    """Slots that use a quantity wait for mending; `number` counts the bits of all words of its owner."""
    words = get_int64(book, SLOT_WORDS)
    users = get_int64(book, USERS + owner) + BYTES * words * number
    for word in range(words):
        put_int64(scratch, waiting + word, get_int64(scratch, waiting + word) | get_int64(users, word))


def add_open(book: int, scratch: int, waiting: int, owner: int, index: int) -> None:
    """Slots that use anything unknown or mended of a person or household wait."""
    columns = get_int64(book, WORD_COLUMNS + owner)
    for word in range(get_int64(book, WORDS + owner)):
        unknown, changed = get_int64(columns, 2 * word), get_int64(columns, 2 * word + 1)
        bits = get_int64(unknown, index) | get_int64(changed, index)
        while bits != 0:
            add_users(book, scratch, waiting, owner, WORD_BITS * word + lowest(bits))
            bits &= bits - 1


def work_off(book: int, scratch: int, section: int, h: int, j: int, county: int) -> None:
    """Mend the waiting slots of a section in order; those that use a mended one wait in turn."""
    words = get_int64(book, SLOT_WORDS)
    within = get_int64(book, WITHIN) + BYTES * words * section
    for word in range(words):
        while get_int64(scratch, WAITING + word) & get_int64(within, word) != 0:
            waiting = get_int64(scratch, WAITING + word)
            bit = lowest(waiting & get_int64(within, word))
            put_int64(scratch, WAITING + word, waiting & ~(1 << bit))
            record = get_int64(book, RECORDS) + BYTES * RECORD_SIZE * (WORD_BITS * word + bit)
            if mended(book, scratch, record, h, j, county):
                add_users(book, scratch, WAITING, get_int64(record, OWNER), get_int64(record, NUMBER))


def begin(book: int, lo: int, hi: int) -> None:
    """Set the bits of unknown inputs of households lo … hi."""
    offsets = get_int64(book, OFFSETS)
    for owner in range(2):
        first = get_int64(offsets, lo) if owner == OF_PERSON else lo
        last = get_int64(offsets, hi) if owner == OF_PERSON else hi
        masks = get_int64(book, MASKS + 2 * owner + 1)
        for k in range(get_int64(book, MASKS + 2 * owner)):
            mask, word, bit = get_int64(masks, 3 * k), get_int64(masks, 3 * k + 1), get_int64(masks, 3 * k + 2)
            for j in range(first, last):
                if get_bool(mask, j):
                    put_int64(word, j, get_int64(word, j) | bit)


def mend(book: int, scratch: int, section: int, lo: int, hi: int) -> None:
    """Put right section number `section` of households lo … hi; 0 comes before the first section."""
    if section == 0:
        begin(book, lo, hi)
        return
    offsets, counties, words = get_int64(book, OFFSETS), get_int64(book, COUNTY), get_int64(book, SLOT_WORDS)
    of_persons = get_int64(get_int64(book, OWNERS), section - 1) == OF_PERSON
    for h in range(lo, hi):
        county = get_int32(counties, h)
        doubtful = get_int64(book, DOUBTFUL) + BYTES * words * county
        start = WAITING_FOR_ALL if of_persons else WAITING
        for word in range(words):
            put_int64(scratch, start + word, get_int64(doubtful, word))
        add_open(book, scratch, start, OF_CASE, h)
        for j in range(get_int64(offsets, h), get_int64(offsets, h + 1)):
            if of_persons:
                for word in range(words):
                    put_int64(scratch, WAITING + word, get_int64(scratch, WAITING_FOR_ALL + word))
            add_open(book, scratch, WAITING, OF_PERSON, j)
            if of_persons:
                work_off(book, scratch, section - 1, h, j, county)
        if not of_persons:
            work_off(book, scratch, section - 1, h, 0, county)
