"""The functions of machine.py, compiled: one small program for every rule, figure and day."""

from __future__ import annotations

import inspect

from welfare.rules.caseload import kernels, machine

#: Numbers of 64 bits that `mend` needs for itself, for each thread.
SCRATCH = 640
#: The registers a formula may have.
REGISTERS = 256


def address() -> int:
    """Where the compiled `mend` lies."""
    return kernels.compiled(inspect.getsource(machine), "mend").address
