"""Synthetic numbers with true check digits: national IDs, post-office accounts, employers, telephones."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"  # in the order of their values, 10 to 35
_ID_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1)
_POST_WEIGHTS = (2, 3, 4, 5, 6, 7)
_STRIDE = 7919  # coprime to every block size: a walk that meets each serial once

_SMALL_BLOCK = 100_000
_SMALL_BASE = 9_900_000
_LARGE_BLOCK = 9_800_000  # serials from 9,800,000 up stay reserved for the hand-made households


def national_id(letter: str, sex: str, serial: int) -> str:
    """Letter, sex (`male`, `female`) and a seven-digit serial, closed by the digit that makes it valid."""
    head = f"{'1' if sex == 'male' else '2'}{serial:07d}"
    digits = f"{_LETTERS.index(letter) + 10}{head}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS, strict=True))
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


@dataclass(slots=True)
class Serials:
    """Hands out national IDs without a repeat and without remembering those handed out."""

    letter: str
    seed: int
    population: int
    _next: int = 0

    def take(self, sex: str) -> str:
        position, self._next = self._next, self._next + 1
        if self.population * 2 <= _SMALL_BLOCK:
            serial = _SMALL_BASE + (position * _STRIDE + self.seed) % _SMALL_BLOCK
            return national_id(self.letter, sex, serial)
        lap, step = divmod(position, _LARGE_BLOCK)
        letter = _LETTERS[(_LETTERS.index(self.letter) + lap) % len(_LETTERS)]
        return national_id(letter, sex, (step * _STRIDE + self.seed) % _LARGE_BLOCK)
