"""The functions of machine.py, compiled: one small program for every rule, figure and day."""

from __future__ import annotations

import inspect

from welfare.rules.caseload import kernels, machine

def address() -> int:
    """Where the compiled `mend` lies."""
    return kernels.compiled(inspect.getsource(machine), "mend").address
