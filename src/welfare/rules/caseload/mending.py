"""The functions of machine.py, compiled: one small program for every rule, figure and day."""

from __future__ import annotations

import inspect
from functools import cache

from welfare.rules.caseload import kernels, machine
from welfare.rules.caseload.memory import HEADER

_FUNCTION = '@njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)'
_ENTRY = '@cfunc("void(int64, int64, int64, int64, int64)", error_model="numpy", cache=True)'
#: Numbers of 64 bits that `mend` needs for itself, for each thread.
SCRATCH = 640
#: The registers a formula may have.
REGISTERS = 256


@cache
def source() -> str:
    """The compiled file."""
    text = inspect.getsource(machine)
    functions = text[text.index("\ndef fetch(") :]
    return HEADER + functions.replace("\ndef ", f"\n{_FUNCTION}\ndef ").replace(
        f"{_FUNCTION}\ndef mend(", f"{_ENTRY}\ndef mend("
    )


def address() -> int:
    """Where the compiled `mend` lies."""
    return int(kernels.compiled(source()).module.mend.address)
