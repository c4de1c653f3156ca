"""Where a generated kernel finds its columns: a table of addresses, and a bit for every quantity that may be
unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from welfare.rules.caseload.plan import Owner, Plan, Slot
from welfare.rules.program import Program

#: Bits used of a 64-bit word; the sign stays out of it.
WORD = 62
#: Columns every kernel has, before those of the slots.
FIXED = ("offsets", "applicant", "county", "figures")
#: Columns of a program's verdict; bits of `flags` are FLAGS in order, those of "failed" and "undecided" its
#: tests.
VERDICT = ("outcome", "level", "failed", "undecided", "flags")
FLAGS = ("has_grade", "has_amount", "has_start", "passed")


@dataclass(frozen=True, slots=True)
class Places:
    """`of` gives each column's place in the table of addresses, `bits` each slot's (word, bit)."""

    of: dict[str, int]
    bits: dict[int, tuple[int, int]]
    words: dict[Owner, int]

    def word_names(self, owner: Owner) -> list[str]:
        """The columns that keep which quantities of persons, or of cases, are unknown."""
        return [f"{owner}_unknown_{word}" for word in range(self.words[owner])]


def places(plan: Plan, programs: Sequence[str]) -> Places:
    bits: dict[int, tuple[int, int]] = {}
    words: dict[Owner, int] = {}
    owners: tuple[Owner, ...] = ("person", "case")
    for owner in owners:
        owned = [slot for slot in plan.slots if slot.owner == owner]
        bits |= {slot.index: divmod(place, WORD) for place, slot in enumerate(owned)}
        words[owner] = -(-len(owned) // WORD)
    made = Places({}, bits, words)
    names = [
        *FIXED,
        *(column_name(slot) for slot in plan.slots if slot.kind != "figure"),
        *made.word_names("person"),
        *made.word_names("case"),
        *(verdict_name(program, column) for program in programs for column in VERDICT),
    ]
    made.of.update({name: place for place, name in enumerate(names)})
    return made


def column_name(slot: Slot) -> str:
    return f"column_{slot.index}"


def verdict_name(program: str, column: str) -> str:
    return f"{column}_of_{program}"


def mask(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """(word, bit) pairs as one mask for each word."""
    found: dict[int, int] = {}
    for word, bit in pairs:
        found[word] = found.get(word, 0) | 1 << bit
    return found


def verdict_type(program: Program, column: str) -> str:
    """The type of a column of a program's verdict."""
    if column in ("failed", "undecided"):
        return "int32" if len(program.all_tests) < 32 else "int64"
    return "int8"
