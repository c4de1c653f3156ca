"""Columns reached by their address, each element a whole number or a truth value.

Here in plain Python; the compiler knows each of these functions by name and makes an instruction or two of
it.
"""

from __future__ import annotations

import ctypes


def get_bool(address: int, index: int) -> bool:
    return ctypes.c_int8.from_address(address + index).value != 0


def get_int8(address: int, index: int) -> int:
    return ctypes.c_int8.from_address(address + index).value


def get_int32(address: int, index: int) -> int:
    return ctypes.c_int32.from_address(address + 4 * index).value


def get_int64(address: int, index: int) -> int:
    return ctypes.c_int64.from_address(address + 8 * index).value


def put_bool(address: int, index: int, value: int) -> None:
    ctypes.c_int8.from_address(address + index).value = value


put_int8 = put_bool


def lowest(bits: int) -> int:
    """The place of the lowest bit that is set."""
    return (bits & -bits).bit_length() - 1


def put_int32(address: int, index: int, value: int) -> None:
    ctypes.c_int32.from_address(address + 4 * index).value = value


def put_int64(address: int, index: int, value: int) -> None:
    ctypes.c_int64.from_address(address + 8 * index).value = value


def take(address: int) -> int:
    """A number that nobody else gets: what stands there, which becomes one more. Compiled, threads may ask at
    the same time."""
    number = get_int64(address, 0)
    put_int64(address, 0, number + 1)
    return number


def small_quotient(dividend: int, divisor: int) -> int:
    """a // b for 0 ≤ a < 2³² and 0 < b < 2³². Compiled, unless b is written as a number, a + ½ is multiplied
    by 1/b in double precision and the rest cut off: (a + ½)/b lies at least 1/2b away from where the quotient
    changes, and rounding moves it by (a + ½)/b × 2⁻⁵² at most. A loop works out 1/b once."""
    return dividend // divisor


def exact_quotient(dividend: int, divisor: int) -> int:
    """a // b for 0 ≤ a < 2⁵³ and 0 < b < 2⁵³. Compiled, both are divided in double precision and the rest cut
    off: two such numbers are exact there, and a quotient that is not whole lies further below the next whole
    number (1/b at least) than rounding can lift it (a/b × 2⁻⁵³)."""
    return dividend // divisor


def narrow(value: int) -> int:
    """The number itself, which is known to fit 32 bits."""
    return value


def ones(bits: int) -> int:
    """How many bits are set."""
    return bits.bit_count()


def call_mend(address: int, *arguments: int) -> None:
    """Call the function at an address."""
    ctypes.CFUNCTYPE(None, *[ctypes.c_int64] * len(arguments))(address)(*arguments)


#: Every generated file begins so.
HEADER = """\
from welfare.rules.caseload.kernel.memory import (
    call_mend, exact_quotient, get_bool, get_int8, get_int32, get_int64, narrow, ones,
    put_bool, put_int8, put_int32, put_int64, small_quotient, take,
)

"""
