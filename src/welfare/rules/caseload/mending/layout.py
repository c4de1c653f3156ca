"""Where everything lies in the memory of the machine, in numbers of 64 bits. book.py lays it out; these
names are part of the compiled text."""

from __future__ import annotations

#: The book: three columns; truth columns of unknown inputs of persons and of cases (how many, where); words
#: and columns of words of persons and of cases; words of slots; owners of sections; records; slots that use
#: each bit of persons and of cases; slots that use an unknown figure, by county; slots of each section.
OFFSETS, APPLICANT, COUNTY = 0, 1, 2
MASKS, WORDS, WORD_COLUMNS = 3, 7, 9
SLOT_WORDS, OWNERS, RECORDS, USERS, DOUBTFUL, WITHIN = 11, 12, 13, 14, 16, 17
BOOK_SIZE = 18
#: A slot's record. UNKNOWN and MENDED are the columns of words in which BIT tells that; NUMBER counts bits
#: of all words of the owner; TRUTHS are the arguments that are truth values, one bit each.
KIND, OWNER, COLUMN, TYPE, UNKNOWN, MENDED, BIT, NUMBER = 0, 1, 2, 3, 4, 5, 6, 7
ARGUMENTS, HOW_MANY, TRUTHS, CODE, NUMBERS, HOW_MANY_NUMBERS = 8, 9, 10, 11, 12, 13
RECORD_SIZE = 14
FORMULA, TOTAL, COUNT, OF_APPLICANT, SILENT = 0, 1, 2, 3, 4
OF_PERSON, OF_CASE, FIGURE = 0, 1, 2
#: An argument.
FROM_OWNER, FROM_COLUMN, FROM_TYPE, FROM_UNKNOWN, FROM_BIT, ARGUMENT_SIZE = 0, 1, 2, 3, 4, 5
#: Scratch memory: what a formula touched and its value; slots that wait for mending, and those that wait in
#: every person of a household; registers, and the argument a register stands for (one more than its place, 0
#: for none).
TOUCHED, VALUE, WAITING, WAITING_FOR_ALL, REGISTERS, STANDS_FOR, SCRATCH_SIZE = 0, 1, 8, 40, 72, 328, 584
#: Bits of a word that are used, bytes of a number.
WORD_BITS, BYTES = 62, 8
