"""Puts right what unknown values change in a portion of households, after a section was computed as if all were
known: exactly the meaning of the evaluation of one household.

These functions are compiled as they stand (see mending.py), and run as they stand in tests. Everything lies in
memory behind addresses; `book` is the table of contents made by book.py. A quantity needs mending when something it
uses is unknown or was itself mended. It is then worked out by instructions that note which arguments are touched:
a touched unknown amount makes the result unknown; touched unknown truth values are tried both ways, all together,
until nothing new is touched, and when every trial gives the same answer, the answer is known.
"""

# ruff: noqa: F821 (what the compiled file begins with is bound by name there, and by tests here)
from __future__ import annotations

from welfare.rules.caseload.memory import (
    get_bool,
    get_int8,
    get_int32,
    get_int64,
    put_bool,
    put_int8,
    put_int32,
    put_int64,
)

# Scratch memory, in numbers of 64 bits: 0 what an attempt touched (MET), 1 its VALUE, from 8 what is open of the
# person (in a case section: of any member), from 24 of the household, from 40 of one member, from 64 the values and
# from 320 the pending arguments of 256 registers. Places in the book are those of book.py.


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
    """Two operands (see instructions.Do); a stand-in for an unknown divisor is 1, so nothing divides by 0."""
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


def attempt(code: int, scratch: int) -> int:
    """Run the instructions at `code` once over the registers; notes at MET which arguments were touched."""
    values, pending = scratch + 8 * 64, scratch + 8 * 320
    place, met = 0, 0
    while True:
        what = get_int64(code, 4 * place)
        result = get_int64(code, 4 * place + 1)
        a = get_int64(code, 4 * place + 2)
        b = get_int64(code, 4 * place + 3)
        place += 1
        if what == 2:
            place = b
            continue
        left = get_int64(values, a)
        if what == 1:
            put_int64(values, result, left)
            put_int64(pending, result, get_int64(pending, a))
            continue
        met |= get_int64(pending, a)
        if what == 0:
            put_int64(scratch, 0, met)
            return left
        if what == 3:
            place = b if left == 0 else place
            continue
        if what == 4:
            place = b if left != 0 else place
            continue
        right = 0
        if what < 9 or what > 10:
            right = get_int64(values, b)
            met |= get_int64(pending, b)
        put_int64(values, result, calculated(what, left, right))
        put_int64(pending, result, 0)


def tried(code: int, scratch: int, count: int, unknown: int, truths: int) -> bool:
    """Whether the result is known with the arguments in `unknown` unknown; it is then at VALUE. `truths` are the
    arguments that are truth values. Argument k is bit k."""
    values, pending = scratch + 8 * 64, scratch + 8 * 320
    seen, trial, first, again = 0, 0, 0, False
    while True:
        for k in range(count):
            put_int64(pending, k, 1 << k)
            if unknown & truths & (1 << k) != 0:
                put_int64(values, k, 1 if trial & (1 << k) != 0 else 0)
        value = attempt(code, scratch)
        touched = get_int64(scratch, 0) & unknown
        if touched & ~truths != 0 or (again and value != first):
            return False
        first, again = value, True
        if touched & ~seen != 0:
            seen |= touched
            trial = 0
        elif trial == seen:
            put_int64(scratch, 1, first)
            return True
        else:
            trial = (trial - seen) & seen


def begin(book: int, lo: int, hi: int) -> None:
    """Set the bits of unknown inputs of households lo … hi."""
    offsets = get_int64(book, 0)
    for owner in range(2):
        first, last = (get_int64(offsets, lo), get_int64(offsets, hi)) if owner == 0 else (lo, hi)
        masks = get_int64(book, 9 + 2 * owner)
        for k in range(get_int64(book, 8 + 2 * owner)):
            mask, word, bit = get_int64(masks, 3 * k), get_int64(masks, 3 * k + 1), get_int64(masks, 3 * k + 2)
            for j in range(first, last):
                if get_bool(mask, j):
                    put_int64(word, j, get_int64(word, j) | bit)


def opened(words: int, count: int, index: int, out: int) -> int:
    """Copies to `out` which quantities of a person or household are unknown or mended; 0 when none is."""
    found = 0
    for word in range(count):
        here = get_int64(get_int64(words, 2 * word), index) | get_int64(get_int64(words, 2 * word + 1), index)
        put_int64(out, word, here)
        found |= here
    return found


def touched(book: int, scratch: int, record: int, county: int) -> bool:
    """Whether anything a slot uses is unknown or mended."""
    found = 0
    masks = record + 8 * 12
    for word in range(get_int64(book, 5)):
        found |= get_int64(masks, word) & get_int64(scratch, 8 + word)
    masks += 8 * get_int64(book, 5)
    for word in range(get_int64(book, 6)):
        found |= get_int64(masks, word) & get_int64(scratch, 24 + word)
    masks += 8 * get_int64(book, 6)
    doubts = get_int64(book, 4)
    for word in range(get_int64(book, 7)):
        found |= get_int64(masks, word) & get_int64(doubts, word * get_int64(book, 20) + county)
    return found != 0


def worked_out(book: int, scratch: int, record: int, h: int, j: int, county: int) -> bool:
    """Work out the formula of a record for person j of household h; whether it is known. The value is at VALUE."""
    values = scratch + 8 * 64
    first, count = get_int64(record, 5), get_int64(record, 6)
    unknown = 0
    for k in range(count):
        argument = get_int64(book, 17) + 8 * 5 * (first + k)
        owner, column, kind = get_int64(argument, 0), get_int64(argument, 1), get_int64(argument, 2)
        word, bit = get_int64(argument, 3), get_int64(argument, 4)
        if owner == 2:
            place = word * get_int64(book, 20) + county
            unknown |= (1 << k) if get_int64(get_int64(book, 4), place) & bit != 0 else 0
            put_int64(values, k, get_int64(column, county))
            continue
        index = j if owner == 0 else h
        words = get_int64(book, 13 + owner)
        unknown |= (1 << k) if get_int64(get_int64(words, 2 * word), index) & bit != 0 else 0
        put_int64(values, k, fetch(column, kind, index))
    for k in range(get_int64(record, 9)):
        put_int64(values, count + k, get_int64(get_int64(book, 19), get_int64(record, 8) + k))
        put_int64(scratch + 8 * 320, count + k, 0)
    code = get_int64(book, 18) + 8 * 4 * get_int64(record, 7)
    return tried(code, scratch, count, unknown, get_int64(record, 10))


def settled(book: int, scratch: int, record: int, index: int, known: bool, owner: int) -> bool:
    """Keep a slot's mended value (at VALUE), or that it is unknown; whether anything is other than before."""
    column, kind = get_int64(record, 1), get_int64(record, 2)
    word, bit = get_int64(record, 3), get_int64(record, 4)
    value = get_int64(scratch, 1) if known else 0
    if known and value == fetch(column, kind, index):
        return False
    store(column, kind, index, value)
    words = get_int64(book, 13 + owner) + 8 * (2 * word + (1 if known else 0))
    put_int64(get_int64(words, 0), index, get_int64(get_int64(words, 0), index) | bit)
    put_int64(scratch, (8 if owner == 0 else 24) + word, get_int64(scratch, (8 if owner == 0 else 24) + word) | bit)
    return True


def persons(book: int, scratch: int, first: int, last: int, lo: int, hi: int) -> None:
    """Mend the person slots first … last of households lo … hi."""
    offsets, counties, records = get_int64(book, 0), get_int64(book, 2), get_int64(book, 16)
    size, doubtful = 8 * get_int64(book, 12), get_int64(book, 21)
    for h in range(lo, hi):
        county = get_int32(counties, h)
        doubts = doubtful + 8 * county * (get_int64(book, 22) + 1)
        of_case = opened(get_int64(book, 14), get_int64(book, 6), h, scratch + 8 * 24)
        for j in range(get_int64(offsets, h), get_int64(offsets, h + 1)):
            anything = of_case | opened(get_int64(book, 13), get_int64(book, 5), j, scratch + 8 * 8)
            at = first
            while at < last:
                if anything == 0:
                    at = get_int64(doubts, at)
                    if at >= last:
                        break
                record = records + size * at
                if get_int64(record, 0) == 4:
                    anything |= 1 if settled(book, scratch, record, j, False, 0) else 0
                elif touched(book, scratch, record, county):
                    known = worked_out(book, scratch, record, h, j, county)
                    anything |= 1 if settled(book, scratch, record, j, known, 0) else 0
                at += 1


def summed(book: int, scratch: int, record: int, h: int) -> bool:
    """Add up a total or a count over the members of household h, to VALUE; whether it is known."""
    offsets, words = get_int64(book, 0), get_int64(book, 13)
    over = get_int64(book, 17) + 8 * 5 * get_int64(record, 5)
    of = over + 8 * 5
    amount = 0
    for j in range(get_int64(offsets, h), get_int64(offsets, h + 1)):
        if get_int64(get_int64(words, 2 * get_int64(over, 3)), j) & get_int64(over, 4) != 0:
            return False
        if fetch(get_int64(over, 1), get_int64(over, 2), j) == 0:
            continue
        if get_int64(record, 0) == 2:
            amount += 1
            continue
        if get_int64(get_int64(words, 2 * get_int64(of, 3)), j) & get_int64(of, 4) != 0:
            return False
        amount += fetch(get_int64(of, 1), get_int64(of, 2), j)
    put_int64(scratch, 1, amount)
    return True


def of_applicant(book: int, scratch: int, record: int, h: int) -> bool:
    """The applicant's own value, to VALUE; whether it is known."""
    j = get_int64(get_int64(book, 1), h)
    of = get_int64(book, 17) + 8 * 5 * get_int64(record, 5)
    put_int64(scratch, 1, fetch(get_int64(of, 1), get_int64(of, 2), j))
    return get_int64(get_int64(get_int64(book, 13), 2 * get_int64(of, 3)), j) & get_int64(of, 4) == 0


def cases(book: int, scratch: int, first: int, last: int, lo: int, hi: int) -> None:
    """Mend the case slots first … last of households lo … hi."""
    offsets, counties, records = get_int64(book, 0), get_int64(book, 2), get_int64(book, 16)
    size, doubtful = 8 * get_int64(book, 12), get_int64(book, 21)
    for h in range(lo, hi):
        county = get_int32(counties, h)
        doubts = doubtful + 8 * county * (get_int64(book, 22) + 1)
        anything = opened(get_int64(book, 14), get_int64(book, 6), h, scratch + 8 * 24)
        for word in range(get_int64(book, 5)):
            put_int64(scratch, 8 + word, 0)
        for j in range(get_int64(offsets, h), get_int64(offsets, h + 1)):
            if opened(get_int64(book, 13), get_int64(book, 5), j, scratch + 8 * 40) == 0:
                continue
            anything |= 1
            for word in range(get_int64(book, 5)):
                put_int64(scratch, 8 + word, get_int64(scratch, 8 + word) | get_int64(scratch, 40 + word))
        at = first
        while at < last:
            if anything == 0:
                at = get_int64(doubts, at)
                if at >= last:
                    break
            record = records + size * at
            kind = get_int64(record, 0)
            if kind == 4:
                anything |= 1 if settled(book, scratch, record, h, False, 1) else 0
            elif touched(book, scratch, record, county):
                if kind == 0:
                    known = worked_out(book, scratch, record, h, 0, county)
                elif kind == 3:
                    known = of_applicant(book, scratch, record, h)
                else:
                    known = summed(book, scratch, record, h)
                anything |= 1 if settled(book, scratch, record, h, known, 1) else 0
            at += 1


def mend(book: int, scratch: int, section: int, lo: int, hi: int) -> None:
    """Put right section number `section` of households lo … hi; 0 comes before the first section."""
    if section == 0:
        begin(book, lo, hi)
        return
    place = get_int64(book, 15) + 8 * 3 * (section - 1)
    first, last = get_int64(place, 1), get_int64(place, 2)
    if get_int64(place, 0) == 0:
        persons(book, scratch, first, last, lo, hi)
    else:
        cases(book, scratch, first, last, lo, hi)
