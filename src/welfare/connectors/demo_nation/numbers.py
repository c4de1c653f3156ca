"""Synthetic numbers with true check digits: national IDs, post-office accounts, telephones, households."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"  # in the order of their values, 10 to 35
_ID_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 1)
_POST_WEIGHTS = (2, 3, 4, 5, 6, 7)
_STRIDE = 7919  # coprime to every block size: a walk that meets each serial once

_SMALL_BLOCK, _SMALL_BASE = 100_000, 9_900_000
_RESERVED = 9_800_000  # serials from here to the small block belong to the hand-made households
_STEP = 100_000
_HOUSEHOLDS = 9_999_999


def national_id(letter: str, sex: str, serial: int) -> str:
    """Letter, sex (`male`, `female`) and a seven-digit serial, closed by the digit that makes it valid."""
    head = f"{'1' if sex == 'male' else '2'}{serial:07d}"
    tens, ones = divmod(_LETTERS.index(letter) + 10, 10)
    total = tens + 9 * ones
    for digit, weight in zip(head, _ID_WEIGHTS, strict=True):
        total += int(digit) * weight
    return f"{letter}{head}{-total % 10}"


def post_office_number(six: str) -> str:
    """Six digits and their check digit (局號 or 帳號)."""
    total = sum(int(digit) * weight for digit, weight in zip(six, _POST_WEIGHTS, strict=True))
    return f"{six}{(11 - total % 11) % 10}"


def post_office_account(rng: Random, holder: str) -> dict[str, str]:
    """An account at a branch number that no post office uses (9999xx)."""
    branch = post_office_number(f"9999{rng.randrange(100):02d}")
    return {
        "branch": branch,
        "account": post_office_number(f"{rng.randrange(1_000_000):06d}"),
        "holder": holder,
    }


def telephone(rng: Random) -> str:
    """A landline of the 03 area that cannot ring: no subscriber number begins with 0."""
    return f"03-0{rng.randrange(1_000_000):06d}"


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which national IDs and household numbers a county's register takes; position → number, none twice.

    A small register takes serials from 9,900,000, so every ID has 99 after the sex. A larger one takes the
    top of the range below the hand-made ones, and goes on in the next letter when that does not do.
    """

    letter: str
    seed: int
    capacity: int

    @property
    def block(self) -> int:
        if self.capacity <= _SMALL_BLOCK:
            return _SMALL_BLOCK
        return min(-(-self.capacity // _STEP) * _STEP, _RESERVED)

    @property
    def first_serial(self) -> int:
        return _SMALL_BASE if self.capacity <= _SMALL_BLOCK else _RESERVED - self.block

    @property
    def letters(self) -> str:
        """Every letter in use, the county's own first. Raises ValueError beyond 26 times 9.8 million."""
        laps = -(-self.capacity // self.block)
        if laps > len(_LETTERS):
            raise ValueError("人數超過統一編號的號碼範圍。")
        start = _LETTERS.index(self.letter)
        return "".join(_LETTERS[(start + lap) % len(_LETTERS)] for lap in range(laps))

    def person(self, position: int, sex: str) -> str:
        lap, step = divmod(position, self.block)
        letter = _LETTERS[(_LETTERS.index(self.letter) + lap) % len(_LETTERS)]
        return national_id(letter, sex, self.first_serial + (step * _STRIDE + self.seed) % self.block)

    def household(self, position: int) -> str:
        lap, step = divmod(position, _HOUSEHOLDS)
        return f"{_LETTERS[(_LETTERS.index(self.letter) + lap) % len(_LETTERS)]}{step + 1:07d}"
