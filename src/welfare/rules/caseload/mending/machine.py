"""Puts right what unknown values change in a portion of households, after a section was computed as if all
were known: exactly the meaning of the evaluation of one household.

A slot needs mending when something it uses is unknown or was itself mended. These functions are compiled as
they stand (see entry.py), and run as they stand in tests; everything lies in memory behind addresses
(layout.py).
"""

from __future__ import annotations

from welfare.rules.caseload.kernel.memory import (
    get_bool,
    get_int32,
    get_int64,
    lowest,
    put_int64,
)
from welfare.rules.caseload.mending.attempts import (
    fetch,
    is_unknown,
    store,
    worked_out,
)
from welfare.rules.caseload.mending.layout import (
    APPLICANT,
    ARGUMENT_SIZE,
    ARGUMENTS,
    BIT,
    BYTES,
    COLUMN,
    COUNT,
    COUNTY,
    DOUBTFUL,
    FORMULA,
    FROM_COLUMN,
    FROM_TYPE,
    KIND,
    MASKS,
    MENDED,
    NUMBER,
    OF_APPLICANT,
    OF_CASE,
    OF_PERSON,
    OFFSETS,
    OWNER,
    OWNERS,
    RECORD_SIZE,
    RECORDS,
    SILENT,
    SLOT_WORDS,
    TYPE,
    UNKNOWN,
    USERS,
    VALUE,
    WAITING,
    WAITING_FOR_ALL,
    WITHIN,
    WORD_BITS,
    WORD_COLUMNS,
    WORDS,
)


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
            mask, word, bit = (
                get_int64(masks, 3 * k),
                get_int64(masks, 3 * k + 1),
                get_int64(masks, 3 * k + 2),
            )
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
